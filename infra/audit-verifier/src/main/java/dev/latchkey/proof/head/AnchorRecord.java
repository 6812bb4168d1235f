package dev.latchkey.proof.head;

import com.nimbusds.jose.util.JSONObjectUtils;
import dev.latchkey.proof.tree.TreeHash;
import java.text.ParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What is kept outside, one JSON line each: a head, and the hashes of entries that led to it. Many entries come in several
 * records of the same head, the last of which reaches it.
 */
public final class AnchorRecord {

    /** More make a record too large for a message of Kafka. */
    public static final int MOST_LEAVES = 8_192;

    private final String head;
    private final long from;
    private final byte[] leaves;

    /**
     * A record.
     *
     * @param head the compact JWS
     * @param from the position of the first leaf
     * @param leaves their hashes one after the other; empty when only the head is known
     */
    public AnchorRecord(String head, long from, byte[] leaves) {
        if (from < 0 || leaves.length % TreeHash.LENGTH != 0 || leaves.length / TreeHash.LENGTH > MOST_LEAVES) {
            throw new IllegalArgumentException("these are no leaves of an anchored record");
        }
        this.head = head;
        this.from = from;
        this.leaves = leaves.clone();
    }

    public String head() {
        return head;
    }

    public long from() {
        return from;
    }

    /** The position behind the last leaf. */
    public long to() {
        return from + count();
    }

    public int count() {
        return leaves.length / TreeHash.LENGTH;
    }

    public byte[] leaf(long position) {
        int start = Math.toIntExact(position - from) * TreeHash.LENGTH;
        return Arrays.copyOfRange(leaves, start, start + TreeHash.LENGTH);
    }

    /** Without a line break. */
    public String toJson() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("head", head);
        json.put("from", from);
        json.put("leaves", Base64.getEncoder().encodeToString(leaves));
        return JSONObjectUtils.toJSONString(json);
    }

    /**
     * What one line holds: an anchored record, a bare compact JWS, an answer of the API with one head or with a page of them.
     */
    public static List<AnchorRecord> parse(String line) throws InvalidHeadException {
        if (!line.startsWith("{")) {
            return List.of(bare(line.strip()));
        }
        try {
            Map<String, Object> json = JSONObjectUtils.parse(line);
            if (!json.containsKey("tree_heads")) {
                return List.of(record(json));
            }
            List<AnchorRecord> page = new ArrayList<>();
            for (Map<String, Object> each : JSONObjectUtils.getJSONObjectArray(json, "tree_heads")) {
                page.add(record(each));
            }
            return page;
        } catch (ParseException | IllegalArgumentException | NullPointerException unreadable) {
            throw InvalidHeadException.malformed("It is neither a tree head nor an anchored record.");
        }
    }

    private static AnchorRecord record(Map<String, Object> json) throws ParseException {
        String head = JSONObjectUtils.getString(json, "head");
        if (head == null) {
            throw new ParseException("head is missing", 0);
        }
        if (!json.containsKey("leaves")) {
            return bare(head);
        }
        byte[] leaves = Base64.getDecoder().decode(JSONObjectUtils.getString(json, "leaves"));
        return new AnchorRecord(head, JSONObjectUtils.getLong(json, "from"), leaves);
    }

    private static AnchorRecord bare(String head) {
        return new AnchorRecord(head, 0, new byte[0]);
    }
}
