package dev.latchkey.token.known;

import dev.latchkey.kernel.privacy.PersonKey;
import dev.latchkey.kernel.values.Base64Url;
import dev.latchkey.kernel.values.GrantId;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Optional;
import java.util.UUID;

/**
 * A refresh token: the grant it belongs to, its place in the grant's succession of tokens, and a proof that we made it.
 *
 * <p>The proof is a MAC under the person's own key. So nothing that would be a token is ever stored, a successor can be
 * handed out again when its answer was lost, and all tokens of a person die with the person's key.
 *
 * @param generation 0 for the first token of the grant
 * @param proof the MAC, base64url
 */
public record RefreshToken(GrantId grantId, int generation, String proof) {

    private static final String CONTEXT = "refresh-token";
    private static final int GRANT_ID_BYTES = 16;
    private static final int PROOF_BYTES = 32;
    private static final int LENGTH_BYTES = GRANT_ID_BYTES + Integer.BYTES + PROOF_BYTES;

    /** The token of this place. */
    public static RefreshToken of(GrantId grantId, int generation, PersonKey key) {
        return new RefreshToken(
                grantId, generation, Base64Url.encode(key.authenticate(named(grantId, generation), CONTEXT)));
    }

    /** Reads what a client presents; empty when it does not look like one of our tokens. */
    public static Optional<RefreshToken> parse(String text) {
        return Base64Url.decode(text)
                .filter(bytes -> bytes.length == LENGTH_BYTES)
                .map(ByteBuffer::wrap)
                .map(RefreshToken::read)
                .filter(token -> token.generation >= 0);
    }

    private static RefreshToken read(ByteBuffer bytes) {
        GrantId grantId = new GrantId(new UUID(bytes.getLong(), bytes.getLong()));
        int generation = bytes.getInt();
        byte[] proof = new byte[PROOF_BYTES];
        bytes.get(proof);
        return new RefreshToken(grantId, generation, Base64Url.encode(proof));
    }

    /** Whether we made it, compared in constant time. */
    public boolean isGenuine(PersonKey key) {
        return MessageDigest.isEqual(bytes(of(grantId, generation, key).proof), bytes(proof));
    }

    /** What the client gets: opaque, URL-safe. */
    public String encode() {
        return Base64Url.encode(ByteBuffer.allocate(LENGTH_BYTES)
                .put(named(grantId, generation))
                .put(Base64Url.decode(proof).orElseThrow())
                .array());
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static byte[] named(GrantId grantId, int generation) {
        return ByteBuffer.allocate(GRANT_ID_BYTES + Integer.BYTES)
                .putLong(grantId.value().getMostSignificantBits())
                .putLong(grantId.value().getLeastSignificantBits())
                .putInt(generation)
                .array();
    }

    /** Hides the proof from logs. */
    @Override
    public String toString() {
        return "RefreshToken[" + grantId + ", " + generation + "]";
    }
}
