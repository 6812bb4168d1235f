package dev.latchkey.proof.command;

import dev.latchkey.proof.verify.Scope;
import dev.latchkey.proof.verify.VerifyException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** The words of the command line. */
record Arguments(String export, List<Path> heads, @Nullable Path keys, Scope scope, boolean json, boolean help) {

    static final String HELP = """
            Checks an export of Latchkey's audit trail against signed tree heads.

              latchkey-verify EXPORT --heads HEADS... --keys JWKS [--from N] [--size N] [--json]

              EXPORT        the file, or - for the standard input
              --heads HEADS anchored records, or heads of the API: files or folders; may be given several times
              --keys JWKS   the public keys of heads (/audit/v1/keys), kept from a time you trust
              --from N      the export begins at position N on purpose
              --size N      check the first N entries only; heads of more entries do not count
              --json        one JSON object instead of text

            Exit codes: 0 proven; 1 changed; 2 misused; 3 a file is unreadable; 4 an unknown key or a bad signature;
            5 heads contradict each other; 6 nothing wrong, but no head covers the last entries yet.
            """;

    static boolean wantJson(String... words) {
        return Arrays.asList(words).contains("--json");
    }

    static Arguments parse(String... words) throws VerifyException {
        return new Reading(words).arguments();
    }

    Path requiredKeys() throws VerifyException {
        if (keys == null || heads.isEmpty() || export.isEmpty()) {
            throw VerifyException.misused("Say what to check: EXPORT --heads HEADS --keys JWKS (see --help).");
        }
        return keys;
    }

    /** Goes through the words. */
    private static final class Reading {

        private final Deque<String> words;
        private final List<Path> heads = new ArrayList<>();
        private String export = "";
        private @Nullable Path keys;
        private OptionalLong from = OptionalLong.empty();
        private OptionalLong size = OptionalLong.empty();
        private boolean json;
        private boolean help;

        Reading(String... words) {
            this.words = new ArrayDeque<>(Arrays.asList(words));
        }

        Arguments arguments() throws VerifyException {
            while (!words.isEmpty()) {
                take(words.pop());
            }
            return new Arguments(export, List.copyOf(heads), keys, new Scope(from, size), json, help);
        }

        private void take(String word) throws VerifyException {
            String[] option = word.split("=", 2);
            switch (option[0]) {
                case "--heads" -> heads.add(path(option));
                case "--keys" -> keys = path(option);
                case "--from" -> from = OptionalLong.of(number(option));
                case "--size" -> size = OptionalLong.of(number(option));
                case "--json" -> json = true;
                case "--help", "-h" -> help = true;
                default -> takeExport(word);
            }
        }

        private void takeExport(String word) throws VerifyException {
            if (!export.isEmpty() || (word.startsWith("-") && !word.equals("-"))) {
                throw VerifyException.misused("'%s' is not understood (see --help).".formatted(word));
            }
            export = word;
        }

        private Path path(String... option) throws VerifyException {
            try {
                return Path.of(value(option));
            } catch (InvalidPathException invalid) {
                throw VerifyException.misused("%s needs a path.".formatted(option[0]));
            }
        }

        private long number(String... option) throws VerifyException {
            String value = value(option);
            if (!value.matches("[0-9]{1,18}")) {
                throw VerifyException.misused("%s needs a position, not '%s'.".formatted(option[0], value));
            }
            return Long.parseLong(value);
        }

        private String value(String... option) throws VerifyException {
            String value = option.length > 1 ? option[1] : words.poll();
            if (value == null || value.isBlank()) {
                throw VerifyException.misused("%s needs a value.".formatted(option[0]));
            }
            return value;
        }
    }
}
