package dev.latchkey.proof.command;

import dev.latchkey.proof.verify.Outcome;
import dev.latchkey.proof.verify.Report;
import dev.latchkey.proof.verify.Reports;
import dev.latchkey.proof.verify.Verifier;
import dev.latchkey.proof.verify.VerifyException;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** {@code latchkey-verify EXPORT --heads HEADS --keys JWKS}: checks an export of the audit trail, without any database. */
public final class Verify {

    private static final String STANDARD_INPUT = "-";

    private final InputStream input;
    private final PrintStream output;
    private final PrintStream errors;

    Verify(InputStream input, PrintStream output, PrintStream errors) {
        this.input = input;
        this.output = output;
        this.errors = errors;
    }

    /** Ends with the exit code of the outcome. */
    public static void main(String[] words) {
        System.exit(new Verify(System.in, System.out, System.err).carryOut(words));
    }

    int carryOut(String... words) {
        boolean asJson = Arguments.wantJson(words);
        try {
            Arguments arguments = Arguments.parse(words);
            if (arguments.help()) {
                output.print(Arguments.HELP);
                return 0;
            }
            return check(arguments).exitCode();
        } catch (VerifyException failure) {
            if (asJson) {
                output.println(Reports.json(failure));
            } else {
                errors.println(failure.getMessage());
            }
            return failure.outcome().exitCode();
        }
    }

    private Outcome check(Arguments arguments) throws VerifyException {
        Verifier verifier = Verifier.of(arguments.heads(), arguments.requiredKeys());
        try (InputStream export = open(arguments.export())) {
            Report report = verifier.check(export, arguments.scope());
            output.print(arguments.json() ? Reports.json(report) + System.lineSeparator() : Reports.text(report));
            return report.outcome();
        } catch (NoSuchFileException missing) {
            throw VerifyException.unreadable("There is no file %s.".formatted(missing.getMessage()));
        } catch (IOException unreadable) {
            throw VerifyException.unreadable("The export cannot be read: " + unreadable.getMessage());
        }
    }

    private InputStream open(String export) throws IOException {
        return STANDARD_INPUT.equals(export) ? input : Files.newInputStream(Path.of(export));
    }
}
