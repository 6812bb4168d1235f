package dev.latchkey.kernel.values;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Names a person: {@code auth0|} and 24 lower-case hexadecimal digits of a random number.
 *
 * <p>Its UTF-8 bytes are the WebAuthn user handle, so a discoverable credential names its person (DESIGN 7.4).
 */
public record UserId(String value) {

    /** Random bytes in an identifier. */
    public static final int RANDOM_BYTES = 12;

    private static final String PREFIX = "auth0|";
    private static final Pattern FORM = Pattern.compile("auth0\\|[0-9a-f]{24}");

    public UserId {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException("a user id is auth0| and 24 lower-case hexadecimal digits");
        }
    }

    /** Allocates the identifier of a future user from 12 random bytes. */
    public static UserId of(byte[] random) {
        return new UserId(PREFIX + HexFormat.of().formatHex(random));
    }

    /** Reads the text form, which must be well-formed. */
    @JsonCreator
    public static UserId of(String text) {
        return new UserId(text);
    }

    /** Reads a text that a stranger sent; empty when it cannot be a user id. */
    public static Optional<UserId> parse(String text) {
        return FORM.matcher(text).matches() ? Optional.of(new UserId(text)) : Optional.empty();
    }

    /** The WebAuthn user handle, {@code user.id} of the creation options. */
    public byte[] toUserHandle() {
        return value.getBytes(StandardCharsets.UTF_8);
    }

    /** The part behind {@code auth0|}, as {@code identities[].user_id} of the Management API shows it. */
    public String withoutProvider() {
        return value.substring(PREFIX.length());
    }

    @Override
    @JsonValue
    public String toString() {
        return value;
    }
}
