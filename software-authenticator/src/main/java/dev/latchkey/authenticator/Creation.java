package dev.latchkey.authenticator;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A {@code navigator.credentials.create} about to be answered. */
public final class Creation extends Ceremony<Creation> {

    private final Passkey passkey;
    private final String attachment;
    private final Map<Integer, Object> publicKey;
    private List<String> transports;
    private UUID aaguid = SoftwareAuthenticator.AAGUID;
    private AttestationFormat format = AttestationFormat.NONE;
    private Consumer<Map<String, Object>> statement = map -> {};
    private UnaryOperator<byte[]> publicKeyBytes = UnaryOperator.identity();
    private UnaryOperator<byte[]> attestationObject = UnaryOperator.identity();

    Creation(JsonNode options, String origin, Passkey passkey, DeviceKind kind) {
        super("webauthn.create", options, origin, passkey, kind.flags().attestedData(true), kind.count(passkey));
        this.passkey = passkey;
        this.attachment = kind.attachment();
        this.transports = kind.transports();
        this.publicKey = passkey.algorithm().coseKey(passkey.keyPair().getPublic());
    }

    /** Vouches for the passkey in this format. */
    public Creation attestation(AttestationFormat chosen) {
        format = chosen;
        return this;
    }

    /** Changes members of the attestation statement. */
    public Creation attestationStatement(Consumer<Map<String, Object>> change) {
        statement = change;
        return this;
    }

    /** Changes the finished attestation object. */
    public Creation attestationObject(UnaryOperator<byte[]> change) {
        attestationObject = change;
        return this;
    }

    /** Changes parameters of the COSE key. */
    public Creation publicKey(Consumer<Map<Integer, Object>> change) {
        change.accept(publicKey);
        return this;
    }

    /** Changes the finished bytes of the COSE key. */
    public Creation publicKeyBytes(UnaryOperator<byte[]> change) {
        publicKeyBytes = change;
        return this;
    }

    /** Claims to be another model of authenticator. */
    public Creation aaguid(UUID claimed) {
        aaguid = claimed;
        return this;
    }

    /** Names other ways to reach the authenticator. */
    public Creation transports(String... names) {
        transports = List.of(names);
        return this;
    }

    @Override
    void respond(ObjectNode answer, ObjectNode response, byte[] clientDataHash) {
        var coseKey = publicKeyBytes.apply(Cbor.encode(publicKey));
        var data = authenticatorData(AuthenticatorData.attested(aaguid, credentialId, coseKey));
        var object = Map.of("fmt", format.identifier(), "attStmt", statement(data, clientDataHash), "authData", data);
        response.put("attestationObject", base64Url(attestationObject.apply(Cbor.encode(object))));
        transports.forEach(response.putArray("transports")::add);
        answer.put("authenticatorAttachment", attachment);
    }

    private Map<String, Object> statement(byte[] authenticatorData, byte[] clientDataHash) {
        var map = new LinkedHashMap<String, Object>();
        switch (format) {
            case NONE -> {}
            case PACKED_SELF -> {
                map.put("alg", passkey.algorithm().coseIdentifier());
                map.put("sig", signed(passkey, authenticatorData, clientDataHash));
            }
        }
        statement.accept(map);
        return map;
    }

    @Override
    Creation self() {
        return this;
    }
}
