package dev.latchkey.kernel.people;

import java.text.Normalizer;

/** Text that looks like what it is: one Unicode form (NFC), nothing invisible, nothing that reorders its neighbours. */
public final class VisibleText {

    private VisibleText() {}

    /** The composed form, in which equal texts have equal characters. */
    public static String normalize(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFC);
    }

    /** Whether no character is a control, a format (bidi and zero-width ones), a separator of lines or half of a pair. */
    public static boolean isVisible(String text) {
        return text.codePoints().noneMatch(VisibleText::isRefused);
    }

    /** The length as people count it. */
    public static int length(String text) {
        return text.codePointCount(0, text.length());
    }

    private static boolean isRefused(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE -> true;
            default -> false;
        };
    }
}
