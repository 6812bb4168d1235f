package dev.latchkey.proof.verify;

import com.nimbusds.jose.util.JSONObjectUtils;
import dev.latchkey.proof.tree.CompactRange;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/**
 * The first line of an export: a claim, which nothing is believed of.
 *
 * @param from the first position
 * @param to the position behind the last one
 * @param frontier what stands for the entries before the first position
 */
record ExportHeader(long from, long to, List<byte[]> frontier) {

    static final String FORMAT = "latchkey-trail/1";

    static ExportHeader parse(byte[] line) throws VerifyException {
        try {
            Map<String, Object> json = JSONObjectUtils.parse(new String(line, StandardCharsets.UTF_8));
            if (!FORMAT.equals(JSONObjectUtils.getString(json, "format"))) {
                throw VerifyException.unreadable("The export does not begin with the header of a " + FORMAT + ".");
            }
            ExportHeader header = new ExportHeader(
                    JSONObjectUtils.getLong(json, "from"), JSONObjectUtils.getLong(json, "to"), frontier(json));
            if (header.from() < 0 || header.to() < header.from()) {
                throw VerifyException.unreadable("The export's header names positions that cannot be.");
            }
            return header;
        } catch (ParseException | IllegalArgumentException | NullPointerException unreadable) {
            throw VerifyException.unreadable("The export does not begin with the header of a " + FORMAT + ".");
        }
    }

    /** The tree before the first entry. */
    CompactRange range() throws VerifyException {
        try {
            return CompactRange.of(from, frontier);
        } catch (IllegalArgumentException impossible) {
            throw VerifyException.unreadable("The export's header is wrong: " + impossible.getMessage() + ".");
        }
    }

    private static List<byte[]> frontier(Map<String, Object> json) throws ParseException {
        List<byte[]> hashes = new ArrayList<>();
        if (!json.containsKey("frontier")) {
            return hashes;
        }
        for (String hash : JSONObjectUtils.getStringList(json, "frontier")) {
            hashes.add(HexFormat.of().parseHex(hash));
        }
        return hashes;
    }
}
