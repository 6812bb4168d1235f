package dev.latchkey.token.extensions;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Says at start which extension is wrong, instead of a stack trace. */
final class InvalidExtensionFailureAnalyzer extends AbstractFailureAnalyzer<InvalidExtensionException> {

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, InvalidExtensionException cause) {
        return new FailureAnalysis(
                "An extension cannot be used.\n\n    " + cause.getMessage(),
                "Correct its settings below latchkey.extensions, or take its jar away, and start again.",
                cause);
    }
}
