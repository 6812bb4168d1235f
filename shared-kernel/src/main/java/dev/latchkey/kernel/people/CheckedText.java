package dev.latchkey.kernel.people;

import dev.latchkey.kernel.web.ApiException;

/** Text of a request in its normal form and within its limits. */
public final class CheckedText {

    private CheckedText() {}

    /**
     * Checks and normalizes a text.
     *
     * @throws ApiException 400 {@code invalid_request} that names what is wrong
     */
    public static String of(String what, String text, int fewestCharacters, int mostCharacters) {
        String normalized = VisibleText.normalize(text);
        int length = VisibleText.length(normalized);
        if (length < fewestCharacters || length > mostCharacters) {
            throw ApiException.invalidRequest(
                    what + " must have " + fewestCharacters + " to " + mostCharacters + " characters");
        }
        if (!VisibleText.isVisible(normalized)) {
            throw ApiException.invalidRequest(
                    what + " must not contain control, bidirectional or zero-width characters");
        }
        return normalized;
    }
}
