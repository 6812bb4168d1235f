package dev.latchkey.endtoend;

import static dev.latchkey.authenticator.AttestationFormat.PACKED_SELF;
import static dev.latchkey.endtoend.Expected.ACCEPTED;
import static dev.latchkey.endtoend.Expected.MALFORMED;
import static dev.latchkey.endtoend.Expected.NOT_ACCEPTED;
import static dev.latchkey.endtoend.Expected.refused;
import static dev.latchkey.endtoend.Spoiled.spoiled;

import dev.latchkey.authenticator.Algorithm;
import dev.latchkey.authenticator.Cbor;
import dev.latchkey.authenticator.Creation;
import dev.latchkey.authenticator.Flags;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import tools.jackson.databind.node.ObjectNode;

/** What can be wrong with a signup's answer beside its client data. */
final class SpoiledCreations {

    private static final Expected ANY_REFUSAL = refused();
    private static final Expected NOT_OFFERED = refused("ALGORITHM_NOT_OFFERED", "ATTESTATION_INVALID", "MALFORMED");
    private static final Expected BAD_ATTESTATION = refused("ATTESTATION_INVALID", "BAD_SIGNATURE", "MALFORMED");
    private static final HexFormat HEX = HexFormat.of();

    private SpoiledCreations() {}

    static Stream<Spoiled<Creation>> all() {
        return Stream.of(
                        SpoiledClientData.<Creation>of("webauthn.create", "webauthn.get"),
                        authenticatorData(),
                        algorithms(),
                        rsaKeys(),
                        ellipticKeys(),
                        edwardsKeys(),
                        attestations(),
                        attestationObjects(),
                        json(),
                        harmless())
                .flatMap(cases -> cases);
    }

    private static Stream<Spoiled<Creation>> authenticatorData() {
        return Stream.of(
                spoiled("another relying party", c -> c.relyingPartyId("evil.example"), refused("WRONG_RELYING_PARTY")),
                spoiled(
                        "relying party in capitals",
                        c -> c.relyingPartyId("LOCALHOST"),
                        refused("WRONG_RELYING_PARTY")),
                spoiled(
                        "relying party with its port",
                        c -> c.relyingPartyId("localhost:80"),
                        refused("WRONG_RELYING_PARTY")),
                spoiled("relying party of zeros", c -> c.rpIdHash(new byte[32]), refused("WRONG_RELYING_PARTY")),
                spoiled("user not present", c -> c.flags(f -> f.userPresent(false)), refused("USER_NOT_PRESENT")),
                spoiled(
                        "backed up, not eligible",
                        c -> c.flags(f -> f.backupEligible(false)),
                        refused("BACKUP_STATE_INVALID")),
                spoiled("no attested data", c -> c.flags(f -> f.attestedData(false)), NOT_ACCEPTED),
                spoiled("extension flag without extensions", c -> c.flags(f -> f.extensionData(true)), ANY_REFUSAL),
                spoiled(
                        "extensions without their flag",
                        c -> c.extensions(Cbor.encode(Map.of("credProtect", 2))),
                        NOT_ACCEPTED),
                spoiled("credential id empty", c -> c.credentialId(new byte[0]), MALFORMED),
                spoiled("authenticator data empty", c -> c.authenticatorData(data -> new byte[0]), NOT_ACCEPTED),
                spoiled(
                        "authenticator data of 36 bytes",
                        c -> c.authenticatorData(data -> Arrays.copyOf(data, 36)),
                        NOT_ACCEPTED),
                spoiled(
                        "authenticator data cut",
                        c -> c.authenticatorData(data -> Arrays.copyOf(data, data.length - 1)),
                        NOT_ACCEPTED),
                spoiled(
                        "authenticator data too long",
                        c -> c.authenticatorData(SpoiledCreations::longer),
                        NOT_ACCEPTED));
    }

    private static Stream<Spoiled<Creation>> algorithms() {
        return Stream.of(
                key("RS1", k -> k.put(3, -65535), NOT_OFFERED),
                key("HS256", k -> k.put(3, 5), NOT_OFFERED),
                key("ES256K", k -> k.put(3, -47), NOT_OFFERED),
                key("zero", k -> k.put(3, 0), NOT_OFFERED),
                key("a text", k -> k.put(3, "EdDSA"), NOT_OFFERED),
                key("missing", k -> k.remove(3), NOT_OFFERED),
                key("of another key type", k -> k.put(3, -7), NOT_OFFERED));
    }

    private static Stream<Spoiled<Creation>> rsaKeys() {
        return Stream.of(
                        key("RSA, exponent 1", k -> k.put(-2, new byte[] {1}), NOT_OFFERED),
                        key("RSA, even exponent", k -> k.put(-2, new byte[] {4}), NOT_OFFERED),
                        key("RSA, 512 bits", k -> k.put(-1, odd(64)), NOT_OFFERED),
                        key("RSA, 1024 bits", k -> k.put(-1, odd(128)), NOT_OFFERED),
                        key("RSA, modulus zero", k -> k.put(-1, new byte[256]), NOT_OFFERED))
                .map(spoiled -> spoiled.signing(Algorithm.RS256));
    }

    private static Stream<Spoiled<Creation>> ellipticKeys() {
        return Stream.of(
                        key("EC, not on the curve", k -> k.put(-3, odd(32)), NOT_OFFERED),
                        key(
                                "EC, point of zeros",
                                k -> k.putAll(Map.of(-2, new byte[32], -3, new byte[32])),
                                NOT_OFFERED),
                        key("EC, compressed", k -> k.put(-3, true), NOT_OFFERED),
                        key("EC, coordinate too long", k -> k.put(-2, new byte[33]), NOT_OFFERED),
                        key("EC, another curve", k -> k.put(-1, 2), NOT_OFFERED))
                .map(spoiled -> spoiled.signing(Algorithm.ES256));
    }

    private static Stream<Spoiled<Creation>> edwardsKeys() {
        return Stream.of(
                key("OKP, X25519", k -> k.put(-1, 4), NOT_OFFERED),
                key("OKP, Ed448", k -> k.put(-1, 7), NOT_OFFERED),
                key("OKP, 31 bytes", k -> k.put(-2, new byte[31]), NOT_OFFERED),
                key("Ed25519, point of order 1", k -> k.put(-2, HEX.parseHex("01" + "00".repeat(31))), NOT_OFFERED),
                key("Ed25519, point of order 4", k -> k.put(-2, new byte[32]), NOT_OFFERED),
                key(
                        "Ed25519, point of order 8",
                        k -> k.put(
                                -2, HEX.parseHex("c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a")),
                        NOT_OFFERED),
                key("Ed25519, y beyond the field", k -> k.put(-2, HEX.parseHex("ff".repeat(31) + "7f")), NOT_OFFERED));
    }

    private static Stream<Spoiled<Creation>> attestations() {
        return Stream.of(
                        packed("signature of another key", c -> c.signature(s -> anotherSignature(s)), BAD_ATTESTATION),
                        packed("signature empty", c -> c.signature(s -> new byte[0]), BAD_ATTESTATION),
                        packed("another algorithm", c -> c.attestationStatement(s -> s.put("alg", -8)), NOT_OFFERED),
                        packed("algorithm missing", c -> c.attestationStatement(s -> s.remove("alg")), BAD_ATTESTATION),
                        packed("signature missing", c -> c.attestationStatement(s -> s.remove("sig")), BAD_ATTESTATION),
                        packed(
                                "no certificates",
                                c -> c.attestationStatement(s -> s.put("x5c", List.of())),
                                BAD_ATTESTATION),
                        packed(
                                "a broken certificate",
                                c -> c.attestationStatement(s -> s.put("x5c", List.of(new byte[] {48}))),
                                BAD_ATTESTATION),
                        packed(
                                "client data re-serialized",
                                c -> c.sentClientData(SpoiledCreations::respaced),
                                BAD_ATTESTATION))
                .map(spoiled -> spoiled.signing(Algorithm.ES256));
    }

    private static Stream<Spoiled<Creation>> attestationObjects() {
        return Stream.of(
                object("with trailing bytes", SpoiledCreations::longer, NOT_ACCEPTED),
                object("cut", bytes -> Arrays.copyOf(bytes, bytes.length - 1), NOT_ACCEPTED),
                object("empty", bytes -> new byte[0], NOT_ACCEPTED),
                object("a list", bytes -> Cbor.encode(List.of(bytes)), NOT_ACCEPTED),
                object("deep", bytes -> HEX.parseHex("81".repeat(1200)), MALFORMED),
                object("a length of 2^63", bytes -> HEX.parseHex("bb8000000000000000"), MALFORMED),
                object(
                        "a byte string of 2^62",
                        bytes -> HEX.parseHex("a1686175746844617461" + "5b4000000000000000"),
                        MALFORMED),
                object("an indefinite map", bytes -> indefinite(bytes), MALFORMED),
                object("format twice", bytes -> twice(bytes), MALFORMED),
                object("a float as key", bytes -> HEX.parseHex("a1f97e0001"), MALFORMED),
                object("a tag around it", bytes -> concat(HEX.parseHex("d9d9f7"), bytes), MALFORMED),
                object("keys in another order", SpoiledCreations::reordered, MALFORMED),
                spoiled("COSE key with trailing bytes", c -> c.publicKeyBytes(SpoiledCreations::longer), NOT_ACCEPTED),
                spoiled("COSE key empty", c -> c.publicKeyBytes(key -> new byte[0]), NOT_ACCEPTED),
                spoiled("COSE key not canonical", c -> c.publicKeyBytes(SpoiledCreations::longHead), NOT_ACCEPTED));
    }

    private static Stream<Spoiled<Creation>> json() {
        return Stream.of(
                answer("id is not raw id", a -> a.put("id", "AAAAAAAAAAAAAAAAAAAAAA")),
                answer("id missing", a -> a.remove("id")),
                answer("raw id missing", a -> a.remove("rawId")),
                answer("ids padded", a -> a.put("id", a.path("id").asString() + "==")
                        .put("rawId", a.path("id").asString())),
                answer("ids no base64url", a -> a.put("id", "*").put("rawId", "*")),
                answer("ids of 1,365 characters", a -> a.put("id", "A".repeat(1365))
                        .put("rawId", "A".repeat(1365))),
                answer("type of another credential", a -> a.put("type", "password")),
                answer("type missing", a -> a.remove("type")),
                answer("response missing", a -> a.remove("response")),
                answer("response a text", a -> a.put("response", "{}")),
                response("client data missing", r -> r.remove("clientDataJSON")),
                response("client data no base64url", r -> r.put("clientDataJSON", "e30=\n")),
                response("attestation missing", r -> r.remove("attestationObject")),
                response("attestation a number", r -> r.put("attestationObject", 7)),
                response("attestation no base64url", r -> r.put("attestationObject", "+/+/")),
                response("transports a text", r -> r.put("transports", "usb")),
                response("transports of numbers", r -> r.putArray("transports").add(7)));
    }

    private static Stream<Spoiled<Creation>> harmless() {
        return Stream.of(
                spoiled("nothing wrong", c -> {}, ACCEPTED),
                spoiled("packed self", c -> c.attestation(PACKED_SELF), ACCEPTED),
                spoiled(
                        "user not verified, which is only preferred",
                        c -> c.flags(f -> f.userVerified(false)),
                        ACCEPTED),
                spoiled(
                        "neither eligible nor backed up",
                        c -> c.flags(f -> f.backupEligible(false).backedUp(false)),
                        ACCEPTED),
                spoiled("eligible, not yet backed up", c -> c.flags(f -> f.backedUp(false)), ACCEPTED),
                spoiled("reserved flags", c -> c.flags(f -> new Flags(f.bits() | 0x22)), ACCEPTED),
                spoiled("another model", c -> c.aaguid(UUID.randomUUID()), ACCEPTED),
                spoiled("no model", c -> c.aaguid(new UUID(0, 0)), ACCEPTED),
                spoiled("highest counter", c -> c.signatureCount(0xffffffffL), ACCEPTED),
                spoiled("a transport of tomorrow", c -> c.transports("smart-card", "telepathy"), ACCEPTED),
                spoiled("attachment null", c -> c.json(a -> a.putNull("authenticatorAttachment")), ACCEPTED),
                spoiled("attachment left out", c -> c.json(a -> a.remove("authenticatorAttachment")), ACCEPTED),
                spoiled("extension results left out", c -> c.json(a -> a.remove("clientExtensionResults")), ACCEPTED),
                spoiled("what a browser's toJSON adds", c -> c.json(SpoiledCreations::likeABrowser), ACCEPTED),
                spoiled(
                        "extensions with their flag",
                        c -> c.flags(f -> f.extensionData(true)).extensions(Cbor.encode(Map.of("credProtect", 2))),
                        ACCEPTED));
    }

    private static Spoiled<Creation> key(String what, Consumer<Map<Integer, Object>> change, Expected expected) {
        return spoiled("key: " + what, c -> c.publicKey(change), expected);
    }

    private static Spoiled<Creation> packed(String what, Consumer<Creation> change, Expected expected) {
        return spoiled("packed: " + what, c -> change.accept(c.attestation(PACKED_SELF)), expected);
    }

    private static Spoiled<Creation> object(String what, UnaryOperator<byte[]> change, Expected expected) {
        return spoiled("attestation object: " + what, c -> c.attestationObject(change), expected);
    }

    private static Spoiled<Creation> answer(String what, Consumer<ObjectNode> change) {
        return spoiled("answer: " + what, c -> c.json(change), MALFORMED);
    }

    private static Spoiled<Creation> response(String what, Consumer<ObjectNode> change) {
        return answer(what, a -> change.accept(a.withObject("/response")));
    }

    private static void likeABrowser(ObjectNode answer) {
        answer.withObject("/response")
                .put("publicKeyAlgorithm", -7)
                .put("publicKey", "AAAA")
                .put("authenticatorData", "AAAA");
        answer.withObject("/clientExtensionResults").putObject("credProps").put("rk", true);
    }

    private static byte[] anotherSignature(byte[] any) {
        return Algorithm.ES256.sign(Algorithm.ES256.newKeyPair().getPrivate(), any);
    }

    private static byte[] respaced(byte[] json) {
        return new String(json, StandardCharsets.UTF_8).replace(",", ", ").getBytes(StandardCharsets.UTF_8);
    }

    static byte[] longer(byte[] bytes) {
        return Arrays.copyOf(bytes, bytes.length + 1);
    }

    static byte[] concat(byte[]... parts) {
        return HEX.parseHex(Stream.of(parts).map(HEX::formatHex).reduce("", String::concat));
    }

    private static byte[] odd(int length) {
        var bytes = new byte[length];
        Arrays.fill(bytes, (byte) 0xab);
        return bytes;
    }

    /** A map of three is 0xa3; 0xbf … 0xff is one without an announced size. */
    private static byte[] indefinite(byte[] map) {
        var body = Arrays.copyOfRange(map, 1, map.length);
        return concat(new byte[] {(byte) 0xbf}, body, new byte[] {(byte) 0xff});
    }

    private static byte[] twice(byte[] map) {
        var body = Arrays.copyOfRange(map, 1, map.length);
        return concat(HEX.parseHex("a4" + "63666d74" + "646e6f6e65"), body);
    }

    private static byte[] reordered(byte[] map) {
        var format = HEX.parseHex("63666d74" + "646e6f6e65");
        var rest = Arrays.copyOfRange(map, 1 + format.length, map.length);
        return concat(new byte[] {(byte) 0xa3}, rest, format);
    }

    /** A map of four written as 0xb8 0x04, one byte longer than needed. */
    private static byte[] longHead(byte[] map) {
        return concat(HEX.parseHex("b804"), Arrays.copyOfRange(map, 1, map.length));
    }
}
