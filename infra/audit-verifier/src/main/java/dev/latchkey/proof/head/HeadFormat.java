package dev.latchkey.proof.head;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.util.JSONObjectUtils;
import java.text.ParseException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/** How a head is written in the payload of its signature. */
final class HeadFormat {

    /** Keeps a signature for something else from passing as one for a head. */
    static final JOSEObjectType TYPE = new JOSEObjectType("latchkey-tree-head+json");

    private HeadFormat() {}

    static String write(TreeHead head) {
        Map<String, Object> payload = new LinkedHashMap<>();
        payload.put("origin", head.origin());
        payload.put("tree_size", head.treeSize());
        payload.put("root_hash", head.rootHash());
        payload.put("first_retained", head.firstRetained());
        payload.put("timestamp", head.timestamp().toString());
        return JSONObjectUtils.toJSONString(payload);
    }

    static TreeHead read(String payload) throws InvalidHeadException {
        try {
            Map<String, Object> json = JSONObjectUtils.parse(payload);
            return new TreeHead(
                    text(json, "origin"),
                    JSONObjectUtils.getLong(json, "tree_size"),
                    text(json, "root_hash"),
                    JSONObjectUtils.getLong(json, "first_retained"),
                    Instant.parse(text(json, "timestamp")));
        } catch (ParseException | IllegalArgumentException | DateTimeException unreadable) {
            throw InvalidHeadException.malformed("The signed payload is no tree head.");
        }
    }

    private static String text(Map<String, Object> json, String name) throws ParseException {
        String text = JSONObjectUtils.getString(json, name);
        if (text == null) {
            throw new ParseException(name + " is missing", 0);
        }
        return text;
    }
}
