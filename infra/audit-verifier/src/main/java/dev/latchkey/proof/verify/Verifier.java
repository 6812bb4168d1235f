package dev.latchkey.proof.verify;

import dev.latchkey.proof.head.HeadKeys;
import dev.latchkey.proof.head.InvalidHeadException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;

/** Checks an export against heads and keys. */
public final class Verifier {

    private static final int MOST_LINE_BYTES = 4 * 1024 * 1024;
    private static final long MOST_KEY_BYTES = 1024 * 1024;

    private final KnownHeads heads;

    private Verifier(KnownHeads heads) {
        this.heads = heads;
    }

    /**
     * Reads the heads and checks their signatures.
     *
     * @param heads files, or folders of files
     * @throws VerifyException when one of them cannot be believed or read
     */
    public static Verifier of(List<Path> heads, Path keys) throws VerifyException {
        HeadKeys known = keys(keys);
        try {
            return new Verifier(new HeadsReader(known).read(heads));
        } catch (NoSuchFileException missing) {
            throw VerifyException.unreadable("There is no file %s.".formatted(missing.getMessage()));
        } catch (IOException unreadable) {
            throw VerifyException.unreadable("The heads cannot be read: " + unreadable.getMessage());
        }
    }

    private static HeadKeys keys(Path file) throws VerifyException {
        try {
            if (Files.size(file) > MOST_KEY_BYTES) {
                throw VerifyException.unreadable("%s is too large for a key set.".formatted(file));
            }
            return HeadKeys.parse(Files.readString(file));
        } catch (NoSuchFileException missing) {
            throw VerifyException.unreadable("There is no file %s.".formatted(missing.getMessage()));
        } catch (CharacterCodingException binary) {
            throw VerifyException.unreadable("%s is no text.".formatted(file));
        } catch (IOException unreadable) {
            throw VerifyException.unreadable("The keys cannot be read: " + unreadable.getMessage());
        } catch (InvalidHeadException invalid) {
            throw VerifyException.of(file, 1, invalid);
        }
    }

    /** Reads the export to its end, or to where the scope ends. */
    public Report check(InputStream export, Scope scope) throws VerifyException {
        try (Lines lines = new Lines(export, MOST_LINE_BYTES)) {
            byte[] first = lines.read().orElseThrow(() -> VerifyException.unreadable("The export is empty."));
            return new TrailCheck(heads, scope, ExportHeader.parse(first)).run(lines);
        } catch (IOException unreadable) {
            throw VerifyException.unreadable("The export cannot be read: " + unreadable.getMessage());
        }
    }
}
