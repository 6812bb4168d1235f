package dev.latchkey.authenticator;

import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A {@code navigator.credentials.get} about to be answered. */
public final class Assertion extends Ceremony<Assertion> {

    private final Passkey passkey;
    private final String attachment;
    private Passkey signer;
    private byte @Nullable [] userHandle;
    private UnaryOperator<byte[]> sentAuthenticatorData = UnaryOperator.identity();

    Assertion(JsonNode options, String origin, Passkey passkey, DeviceKind kind) {
        super("webauthn.get", options, origin, passkey, kind.flags(), kind.count(passkey));
        this.passkey = passkey;
        this.signer = passkey;
        this.attachment = kind.attachment();
        this.userHandle = passkey.userHandle();
    }

    /** Claims another user handle, or none. */
    public Assertion userHandle(byte @Nullable [] claimed) {
        userHandle = claimed == null ? null : claimed.clone();
        return this;
    }

    /** Signs with another passkey's key. */
    public Assertion signedBy(Passkey other) {
        signer = other;
        return this;
    }

    /** Changes the authenticator data after it was signed. */
    public Assertion sentAuthenticatorData(UnaryOperator<byte[]> change) {
        sentAuthenticatorData = change;
        return this;
    }

    /** The passkey that answers. */
    public Passkey passkey() {
        return passkey;
    }

    @Override
    void respond(ObjectNode answer, ObjectNode response, byte[] clientDataHash) {
        var data = authenticatorData(new byte[0]);
        response.put("authenticatorData", base64Url(sentAuthenticatorData.apply(data)));
        response.put("signature", base64Url(signed(signer, data, clientDataHash)));
        if (userHandle != null) {
            response.put("userHandle", base64Url(userHandle));
        }
        answer.put("authenticatorAttachment", attachment);
    }

    @Override
    Assertion self() {
        return this;
    }
}
