package dev.latchkey.authenticator;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * A ceremony about to be answered: right as it stands, and each part can be spoiled before the answer is made.
 *
 * @param <C> the ceremony itself
 */
public abstract sealed class Ceremony<C extends Ceremony<C>> permits Creation, Assertion {

    private static final JsonMapper JSON = new JsonMapper();

    private final ObjectNode clientData = JSON.createObjectNode();
    private UnaryOperator<byte[]> clientDataBytes = UnaryOperator.identity();
    private UnaryOperator<byte[]> sentClientData = UnaryOperator.identity();
    private UnaryOperator<byte[]> authenticatorDataBytes = UnaryOperator.identity();
    private UnaryOperator<byte[]> signature = UnaryOperator.identity();
    private Consumer<ObjectNode> json = answer -> {};
    private byte[] rpIdHash;
    private byte[] extensions = {};

    Flags flags;
    long signatureCount;
    byte[] credentialId;

    Ceremony(String type, JsonNode options, String origin, Passkey passkey, Flags flags, long signatureCount) {
        clientData.put("type", type);
        clientData.put("challenge", options.required("challenge").asString());
        clientData.put("origin", origin);
        clientData.put("crossOrigin", false);
        this.rpIdHash = AuthenticatorData.sha256(passkey.relyingPartyId());
        this.flags = flags;
        this.signatureCount = signatureCount;
        this.credentialId = passkey.credentialId();
    }

    /** Changes members of the client data. */
    public C clientData(Consumer<ObjectNode> change) {
        change.accept(clientData);
        return self();
    }

    /** Changes the bytes of the client data before they are signed. */
    public C clientDataBytes(UnaryOperator<byte[]> change) {
        clientDataBytes = change;
        return self();
    }

    /** Changes the bytes of the client data after they were signed, as a meddling proxy would. */
    public C sentClientData(UnaryOperator<byte[]> change) {
        sentClientData = change;
        return self();
    }

    /** Answers for another relying party than the passkey's. */
    public C relyingPartyId(String relyingPartyId) {
        return rpIdHash(AuthenticatorData.sha256(relyingPartyId));
    }

    /** Puts this in the place of the RP ID's hash. */
    public C rpIdHash(byte[] hash) {
        rpIdHash = hash.clone();
        return self();
    }

    /** Changes the flags. */
    public C flags(UnaryOperator<Flags> change) {
        flags = change.apply(flags);
        return self();
    }

    /** Puts this in the place of the signature counter. */
    public C signatureCount(long count) {
        signatureCount = count;
        return self();
    }

    /** Claims another credential id than the passkey's. */
    public C credentialId(byte[] claimed) {
        credentialId = claimed.clone();
        return self();
    }

    /** Appends extension outputs (CBOR) to the authenticator data; the ED flag is not touched. */
    public C extensions(byte[] outputs) {
        extensions = outputs.clone();
        return self();
    }

    /** Changes the finished authenticator data before it is signed. */
    public C authenticatorData(UnaryOperator<byte[]> change) {
        authenticatorDataBytes = change;
        return self();
    }

    /** Changes the finished signature. */
    public C signature(UnaryOperator<byte[]> change) {
        signature = change;
        return self();
    }

    /** Changes the finished answer. */
    public C json(Consumer<ObjectNode> change) {
        json = json.andThen(change);
        return self();
    }

    /** What goes into {@code authn_response}. */
    public ObjectNode answer() {
        var clientDataJson = clientDataBytes.apply(JSON.writeValueAsBytes(clientData));
        var answer = JSON.createObjectNode();
        answer.put("id", base64Url(credentialId));
        answer.put("rawId", base64Url(credentialId));
        answer.put("type", "public-key");
        var response = answer.putObject("response");
        response.put("clientDataJSON", base64Url(sentClientData.apply(clientDataJson)));
        respond(answer, response, AuthenticatorData.sha256(clientDataJson));
        answer.putObject("clientExtensionResults");
        json.accept(answer);
        return answer;
    }

    abstract void respond(ObjectNode answer, ObjectNode response, byte[] clientDataHash);

    abstract C self();

    final byte[] authenticatorData(byte[] attestedData) {
        return authenticatorDataBytes.apply(
                AuthenticatorData.of(rpIdHash, flags, signatureCount, attestedData, extensions));
    }

    final byte[] signed(Passkey passkey, byte[] authenticatorData, byte[] clientDataHash) {
        return signature.apply(passkey.sign(Cbor.joined(authenticatorData, clientDataHash)));
    }

    static String base64Url(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    static byte[] bytes(JsonNode base64Url) {
        return Base64.getUrlDecoder().decode(base64Url.asString().getBytes(StandardCharsets.US_ASCII));
    }
}
