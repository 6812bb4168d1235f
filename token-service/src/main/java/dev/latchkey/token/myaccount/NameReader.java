package dev.latchkey.token.myaccount;

import dev.latchkey.kernel.myaccount.ProblemException;
import dev.latchkey.kernel.privacy.PasskeyName;
import dev.latchkey.kernel.web.StrictJson;
import java.text.Normalizer;
import tools.jackson.databind.node.ObjectNode;

/** Reads the name that a person gives to a passkey: it is shown to them as it is, so it must look like what it is. */
final class NameReader {

    private static final String NAME = "name";
    private static final int MOST_CHARACTERS = 100;

    private NameReader() {}

    /**
     * Reads it.
     *
     * @throws ProblemException 400 that says what is wrong
     */
    static PasskeyName read(ObjectNode body) {
        String name = Normalizer.normalize(StrictJson.requiredText(body, NAME), Normalizer.Form.NFC)
                .strip();
        if (name.isEmpty() || name.codePointCount(0, name.length()) > MOST_CHARACTERS) {
            throw ProblemException.invalid(NAME, "\"name\" must have 1 to " + MOST_CHARACTERS + " characters");
        }
        if (!name.codePoints().allMatch(NameReader::isVisible)) {
            throw ProblemException.invalid(NAME, "\"name\" must hold visible characters only");
        }
        return new PasskeyName(name);
    }

    /** No controls, no formats (bidi and zero-width ones), no separators of lines. */
    private static boolean isVisible(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE -> false;
            default -> true;
        };
    }
}
