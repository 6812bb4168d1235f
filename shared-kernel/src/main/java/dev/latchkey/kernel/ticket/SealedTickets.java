package dev.latchkey.kernel.ticket;

import com.nimbusds.jose.EncryptionMethod;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWEAlgorithm;
import com.nimbusds.jose.JWEHeader;
import com.nimbusds.jose.JWEObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.DirectDecrypter;
import com.nimbusds.jose.crypto.DirectEncrypter;
import dev.latchkey.kernel.values.Base64Url;
import java.text.ParseException;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import tools.jackson.databind.json.JsonMapper;

/**
 * Seals tickets into {@code auth_session} strings and opens them: JWE, {@code dir} with {@code A256GCM}, key id in the
 * header.
 *
 * <p>The first key seals, all open; a key is retired by removing it once the last ticket it sealed has expired.
 */
public final class SealedTickets {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final int KEY_BYTES = 32;
    /** A signup with the largest allowed profile and metadata stays below this. */
    private static final int MOST_CHARACTERS = 48 * 1024;

    private final Map<String, SecretKey> keys = new LinkedHashMap<>();
    private final String sealingKeyId;

    public SealedTickets(List<TicketKey> configured) {
        if (configured.isEmpty()) {
            throw new IllegalArgumentException("latchkey.ticket.keys: at least one key is needed");
        }
        configured.forEach(this::add);
        sealingKeyId = configured.getFirst().id();
    }

    /** Of two keys with one id only the later would be left, and sessions that the other sealed would not open. */
    private void add(TicketKey key) {
        if (keys.put(key.id(), secretKey(key)) != null) {
            throw new IllegalArgumentException("latchkey.ticket.keys: two keys have the id " + key.id());
        }
    }

    /** Seals a ticket; the result is opaque and URL-safe. */
    public String seal(Ticket ticket) {
        JWEHeader header = new JWEHeader.Builder(JWEAlgorithm.DIR, EncryptionMethod.A256GCM)
                .keyID(sealingKeyId)
                .build();
        JWEObject sealed = new JWEObject(header, new Payload(JSON.writeValueAsBytes(ticket)));
        try {
            sealed.encrypt(new DirectEncrypter(keyOf(sealingKeyId)));
        } catch (JOSEException broken) {
            throw new IllegalStateException("a ticket cannot be sealed", broken);
        }
        return sealed.serialize();
    }

    /** Opens an {@code auth_session}; empty for everything that one of our keys did not seal. */
    public Optional<Ticket> open(String authSession) {
        if (authSession.length() > MOST_CHARACTERS || !isCanonical(authSession)) {
            return Optional.empty();
        }
        try {
            JWEObject sealed = JWEObject.parse(authSession);
            SecretKey key = keys.get(sealed.getHeader().getKeyID());
            if (key == null || !isOurs(sealed.getHeader())) {
                return Optional.empty();
            }
            sealed.decrypt(new DirectDecrypter(key));
            return Optional.of(JSON.readValue(sealed.getPayload().toBytes(), Ticket.class));
        } catch (ParseException | JOSEException | RuntimeException notSealedByUs) {
            // For a header without its members the library throws whatever it stumbles over.
            return Optional.empty();
        }
    }

    /** The library reads base64url leniently: bits that carry nothing would give one session many spellings. */
    private static boolean isCanonical(String authSession) {
        return Arrays.stream(authSession.split("\\.", -1))
                .allMatch(part -> Base64Url.decode(part).isPresent());
    }

    /** Only the one form we seal: no key agreement, and no compression that could inflate a forged ticket. */
    private static boolean isOurs(JWEHeader header) {
        return JWEAlgorithm.DIR.equals(header.getAlgorithm())
                && EncryptionMethod.A256GCM.equals(header.getEncryptionMethod())
                && header.getCompressionAlgorithm() == null;
    }

    private SecretKey keyOf(String id) {
        SecretKey key = keys.get(id);
        if (key == null) {
            throw new IllegalStateException("no ticket key " + id);
        }
        return key;
    }

    private static SecretKey secretKey(TicketKey key) {
        byte[] secret = decode(key);
        if (secret.length != KEY_BYTES) {
            throw new IllegalArgumentException(
                    "latchkey.ticket.keys: key " + key.id() + " must be base64 of 32 bytes, not " + secret.length);
        }
        return new SecretKeySpec(secret, "AES");
    }

    private static byte[] decode(TicketKey key) {
        try {
            return Base64.getDecoder().decode(key.secret());
        } catch (IllegalArgumentException notBase64) {
            throw new IllegalArgumentException("latchkey.ticket.keys: key " + key.id() + " is not base64", notBase64);
        }
    }
}
