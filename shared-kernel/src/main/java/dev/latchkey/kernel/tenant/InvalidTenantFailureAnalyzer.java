package dev.latchkey.kernel.tenant;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Says at start which key of the tenant's configuration is wrong, instead of a stack trace. */
final class InvalidTenantFailureAnalyzer extends AbstractFailureAnalyzer<InvalidTenantException> {

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, InvalidTenantException cause) {
        return new FailureAnalysis(
                "The configuration of the tenant is wrong.\n\n    " + cause.getMessage(),
                "Correct this key in the tenant's configuration file and start again.",
                cause);
    }
}
