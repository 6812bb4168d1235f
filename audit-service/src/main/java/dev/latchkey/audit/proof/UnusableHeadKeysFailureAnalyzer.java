package dev.latchkey.audit.proof;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Tells an operator what to write into the configuration. */
final class UnusableHeadKeysFailureAnalyzer extends AbstractFailureAnalyzer<UnusableHeadKeysException> {

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, UnusableHeadKeysException cause) {
        return new FailureAnalysis(
                "The audit trail cannot be signed: " + cause.getMessage() + ".",
                "Give latchkey.audit.tree-heads.keys a list with at least one private JSON Web Key of the curve P-256,"
                        + " each as a text ({\"kty\":\"EC\",\"crv\":\"P-256\",\"kid\":...,\"x\":...,\"y\":...,\"d\":...}),"
                        + " and keep it where no administrator of the database can read it (docs/operations.md).",
                cause);
    }
}
