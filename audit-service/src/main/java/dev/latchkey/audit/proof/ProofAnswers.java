package dev.latchkey.audit.proof;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the endpoints of proofs answer; hashes are in lower-case hexadecimal digits. */
final class ProofAnswers {

    private ProofAnswers() {}

    /** A signed head, its content readable beside it. */
    record Head(
            long id,
            String origin,
            @JsonProperty("tree_size") long treeSize,
            @JsonProperty("root_hash") String rootHash,
            @JsonProperty("first_retained") long firstRetained,
            Instant timestamp,
            String head) {

        static Head of(TreeHeads.Signed signed) {
            return new Head(
                    signed.id(),
                    signed.head().origin(),
                    signed.head().treeSize(),
                    signed.head().rootHash(),
                    signed.head().firstRetained(),
                    signed.head().timestamp(),
                    signed.jws());
        }
    }

    /**
     * A page of heads.
     *
     * @param next what {@code after} is for the next page; absent on the last one
     */
    record Page(
            @JsonProperty("tree_heads") List<Head> treeHeads,
            @Nullable Long next) {}

    /** That an entry is in a tree. */
    record Inclusion(
            long position,
            @JsonProperty("tree_size") long treeSize,
            @JsonProperty("leaf_hash") String leafHash,
            @JsonProperty("root_hash") String rootHash,
            List<String> path) {}

    /** That a tree continues another. */
    record Consistency(
            long first,
            long second,
            @JsonProperty("first_root") String firstRoot,
            @JsonProperty("second_root") String secondRoot,
            List<String> path) {}

    static String hex(byte[] hash) {
        return HexFormat.of().formatHex(hash);
    }

    static List<String> hex(List<byte[]> hashes) {
        return hashes.stream().map(ProofAnswers::hex).toList();
    }
}
