package dev.latchkey.endtoend;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Looks for a text in files as raw bytes, in every form in which somebody could still read it. */
final class ByteScan {

    private final Map<String, byte[]> forms = new LinkedHashMap<>();

    /** For this text, which is at least 9 bytes long. */
    ByteScan(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        forms.put("plain", bytes);
        forms.put("UTF-16LE", text.getBytes(StandardCharsets.UTF_16LE));
        forms.put("UTF-16BE", text.getBytes(StandardCharsets.UTF_16BE));
        forms.put("hex", ascii(HexFormat.of().formatHex(bytes)));
        forms.put("HEX", ascii(HexFormat.of().withUpperCase().formatHex(bytes)));
        forms.put("URL", ascii(URLEncoder.encode(text, StandardCharsets.UTF_8)));
        forms.put("JSON", ascii(escaped(text)));
        forms.put("upper case", text.toUpperCase(Locale.ROOT).getBytes(StandardCharsets.UTF_8));
        for (int shift = 0; shift < 3; shift++) {
            String inside = insideBase64(bytes, shift);
            forms.put("base64 shifted by " + shift, ascii(inside));
            forms.put(
                    "base64url shifted by " + shift,
                    ascii(inside.replace('+', '-').replace('/', '_')));
        }
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static String escaped(String text) {
        var escaped = new StringBuilder();
        text.chars()
                .forEach(character -> escaped.append(
                        character < 128 ? String.valueOf((char) character) : "\\u%04x".formatted(character)));
        return escaped.toString();
    }

    /** Those characters of a longer base64 text that hang on these bytes alone, wherever they stand in it. */
    private static String insideBase64(byte[] bytes, int shift) {
        byte[] shifted = new byte[shift + bytes.length];
        System.arraycopy(bytes, 0, shifted, shift, bytes.length);
        String all = Base64.getEncoder().withoutPadding().encodeToString(shifted);
        return all.substring(shift == 0 ? 0 : shift + 1, shifted.length * 8 / 6);
    }

    /** Where it is found, and in which form. */
    List<String> in(Path folder) {
        var found = new ArrayList<String>();
        try (var paths = Files.walk(folder)) {
            for (var file : paths.filter(Files::isRegularFile).toList()) {
                found.addAll(inFile(file));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return found;
    }

    List<String> inFile(Path file) throws IOException {
        try {
            byte[] content = Files.readAllBytes(file);
            return forms.entrySet().stream()
                    .filter(form -> contains(content, form.getValue()))
                    .map(form -> file + " holds it as " + form.getKey())
                    .toList();
        } catch (NoSuchFileException gone) {
            return List.of();
        }
    }

    static boolean contains(byte[] content, byte[] wanted) {
        byte first = wanted[0];
        for (int start = 0; start <= content.length - wanted.length; start++) {
            if (content[start] == first
                    && Arrays.equals(content, start, start + wanted.length, wanted, 0, wanted.length)) {
                return true;
            }
        }
        return false;
    }
}
