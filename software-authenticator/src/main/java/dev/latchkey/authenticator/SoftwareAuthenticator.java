package dev.latchkey.authenticator;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Keeps passkeys in memory and answers creation and request options with them, as a browser and its authenticator would. */
public final class SoftwareAuthenticator {

    /** The model this authenticator says it is. */
    public static final UUID AAGUID = UUID.fromString("6c617463-686b-4579-8000-736f66747761");

    private final Algorithm algorithm;
    private final DeviceKind kind;
    private final List<Passkey> passkeys = new ArrayList<>();

    private SoftwareAuthenticator(Algorithm algorithm, DeviceKind kind) {
        this.algorithm = algorithm;
        this.kind = kind;
    }

    /** Like a provider that synchronizes passkeys: they are backed up, and their counter stays zero. */
    public static SoftwareAuthenticator withAlgorithm(Algorithm algorithm) {
        return new SoftwareAuthenticator(algorithm, DeviceKind.SYNCED);
    }

    /** Like a security key: passkeys never leave it, and every use is counted. */
    public static SoftwareAuthenticator deviceBound(Algorithm algorithm) {
        return new SoftwareAuthenticator(algorithm, DeviceKind.DEVICE_BOUND);
    }

    /** Makes a passkey from creation options ({@code authn_params_public_key}) and answers without attestation. */
    public ObjectNode create(JsonNode options, String origin) {
        return creation(options, origin).answer();
    }

    /** Signs request options ({@code authn_params_public_key}) with the newest passkey of that relying party. */
    public ObjectNode get(JsonNode options, String origin) {
        return assertion(options, origin).answer();
    }

    /** Makes a passkey, and leaves room to spoil the answer. */
    public Creation creation(JsonNode options, String origin) {
        requireOffered(options.required("pubKeyCredParams"));
        var relyingPartyId = options.required("rp").required("id").asString();
        var userHandle = Ceremony.bytes(options.required("user").required("id"));
        var passkey = Passkey.created(relyingPartyId, userHandle, algorithm);
        remember(passkey);
        return new Creation(options, origin, passkey, kind);
    }

    /** Chooses the newest passkey of the relying party, and leaves room to spoil the answer. */
    public Assertion assertion(JsonNode options, String origin) {
        return assertion(options, origin, newest(options.required("rpId").asString()));
    }

    /** Answers with this passkey, and leaves room to spoil the answer. */
    public Assertion assertion(JsonNode options, String origin, Passkey passkey) {
        return new Assertion(options, origin, passkey, kind);
    }

    /** All passkeys, oldest first. */
    public synchronized List<Passkey> passkeys() {
        return List.copyOf(passkeys);
    }

    private synchronized void remember(Passkey passkey) {
        passkeys.add(passkey);
    }

    private synchronized Passkey newest(String relyingPartyId) {
        return passkeys.reversed().stream()
                .filter(passkey -> passkey.relyingPartyId().equals(relyingPartyId))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("No passkey for " + relyingPartyId));
    }

    private void requireOffered(JsonNode parameters) {
        for (var parameter : parameters) {
            if (parameter.path("alg").asInt() == algorithm.coseIdentifier()) {
                return;
            }
        }
        throw new IllegalStateException(algorithm + " is not among the offered " + parameters);
    }
}
