package dev.latchkey.endtoend;

import static dev.latchkey.endtoend.Expected.ACCEPTED;
import static dev.latchkey.endtoend.Expected.MALFORMED;
import static dev.latchkey.endtoend.Expected.NOT_ACCEPTED;
import static dev.latchkey.endtoend.Expected.refused;
import static dev.latchkey.endtoend.Spoiled.spoiled;
import static dev.latchkey.endtoend.Spoiled.spoiledWith;

import dev.latchkey.authenticator.Algorithm;
import dev.latchkey.authenticator.Assertion;
import dev.latchkey.authenticator.Cbor;
import dev.latchkey.authenticator.Flags;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import tools.jackson.databind.node.ObjectNode;

/** What can be wrong with a login's answer beside its client data. */
final class SpoiledAssertions {

    private static final Expected ANY_REFUSAL = refused();
    private static final Expected BAD_SIGNATURE = refused("BAD_SIGNATURE");

    private SpoiledAssertions() {}

    static Stream<Spoiled<Assertion>> all() {
        return Stream.of(
                        SpoiledClientData.<Assertion>of("webauthn.get", "webauthn.create"),
                        authenticatorData(),
                        counters(),
                        users(),
                        signatures(),
                        ellipticSignatures(),
                        edwardsSignatures(),
                        claims(),
                        json(),
                        harmless())
                .flatMap(cases -> cases);
    }

    private static Stream<Spoiled<Assertion>> authenticatorData() {
        return Stream.of(
                spoiled("another relying party", c -> c.relyingPartyId("evil.example"), refused("WRONG_RELYING_PARTY")),
                spoiled(
                        "relying party in capitals",
                        c -> c.relyingPartyId("LOCALHOST"),
                        refused("WRONG_RELYING_PARTY")),
                spoiled("relying party of zeros", c -> c.rpIdHash(new byte[32]), refused("WRONG_RELYING_PARTY")),
                spoiled("user not present", c -> c.flags(f -> f.userPresent(false)), refused("USER_NOT_PRESENT")),
                spoiled(
                        "no longer eligible for backup",
                        c -> c.flags(f -> f.backupEligible(false).backedUp(false)),
                        refused("BACKUP_STATE_INVALID")),
                spoiled(
                        "backed up, not eligible",
                        c -> c.flags(f -> f.backupEligible(false)),
                        refused("BACKUP_STATE_INVALID")),
                spoiled(
                                "suddenly eligible for backup",
                                (Assertion c) -> c.flags(f -> f.backupEligible(true)),
                                refused("BACKUP_STATE_INVALID"))
                        .onADevice(),
                spoiled(
                                "suddenly backed up",
                                (Assertion c) -> c.flags(f -> f.backedUp(true)),
                                refused("BACKUP_STATE_INVALID"))
                        .onADevice(),
                spoiled("attested data flag without data", c -> c.flags(f -> f.attestedData(true)), ANY_REFUSAL),
                spoiled(
                        "attested data in a login",
                        c -> c.flags(f -> f.attestedData(true)).extensions(attestedData()),
                        ANY_REFUSAL),
                spoiled("extension flag without extensions", c -> c.flags(f -> f.extensionData(true)), ANY_REFUSAL),
                spoiled(
                        "extensions without their flag",
                        c -> c.extensions(Cbor.encode(Map.of("appid", true))),
                        NOT_ACCEPTED),
                spoiled("authenticator data empty", c -> c.authenticatorData(data -> new byte[0]), NOT_ACCEPTED),
                spoiled(
                        "authenticator data of 36 bytes",
                        c -> c.authenticatorData(data -> Arrays.copyOf(data, 36)),
                        NOT_ACCEPTED),
                spoiled(
                        "authenticator data too long",
                        c -> c.authenticatorData(SpoiledCreations::longer),
                        NOT_ACCEPTED));
    }

    /** The passkey counted 1 at its creation and would say 2 now. */
    private static Stream<Spoiled<Assertion>> counters() {
        return Stream.of(
                        spoiled(
                                "counter stands still",
                                (Assertion c) -> c.signatureCount(1),
                                refused("COUNTER_WENT_BACK")),
                        spoiled(
                                "counter back at zero",
                                (Assertion c) -> c.signatureCount(0),
                                refused("COUNTER_WENT_BACK")))
                .map(Spoiled::onADevice);
    }

    private static Stream<Spoiled<Assertion>> users() {
        return Stream.of(
                spoiled(
                        "handle of nobody",
                        c -> c.userHandle(text("auth0|000000000000000000000001")),
                        refused("WRONG_USER")),
                spoiled("handle missing", c -> c.userHandle(null), refused("WRONG_USER", "MALFORMED")),
                spoiled("handle empty", c -> c.userHandle(new byte[0]), refused("WRONG_USER", "MALFORMED")),
                spoiled("handle of 65 bytes", c -> c.userHandle(new byte[65]), refused("WRONG_USER", "MALFORMED")),
                spoiled("unknown credential", c -> c.credentialId(new byte[16]), refused("UNKNOWN_CREDENTIAL")),
                spoiled(
                        "credential id cut",
                        c -> c.credentialId(Arrays.copyOf(c.passkey().credentialId(), 15)),
                        refused("UNKNOWN_CREDENTIAL")));
    }

    private static Stream<Spoiled<Assertion>> signatures() {
        return Arrays.stream(Algorithm.values()).flatMap(algorithm -> Stream.<Spoiled<Assertion>>of(
                        spoiled(
                                "by another key",
                                c -> c.signature(s ->
                                        algorithm.sign(algorithm.newKeyPair().getPrivate(), s)),
                                BAD_SIGNATURE),
                        spoiled(
                                "of another message",
                                c -> c.signature(s ->
                                        algorithm.sign(c.passkey().keyPair().getPrivate(), s)),
                                BAD_SIGNATURE),
                        spoiled("empty", c -> c.signature(s -> new byte[0]), refused("BAD_SIGNATURE", "MALFORMED")),
                        spoiled("of zeros", c -> c.signature(s -> new byte[s.length]), BAD_SIGNATURE),
                        spoiled("cut", c -> c.signature(s -> Arrays.copyOf(s, s.length - 1)), BAD_SIGNATURE),
                        spoiled("with trailing bytes", c -> c.signature(SpoiledCreations::longer), BAD_SIGNATURE),
                        spoiled("with one bit flipped", c -> c.signature(SpoiledAssertions::flipped), BAD_SIGNATURE),
                        spoiled(
                                "over client data re-serialized since",
                                c -> c.sentClientData(SpoiledAssertions::respaced),
                                BAD_SIGNATURE),
                        spoiled(
                                "over a counter changed since",
                                c -> c.sentAuthenticatorData(SpoiledAssertions::counted),
                                ANY_REFUSAL))
                .map(spoiled -> spoiled.signing(algorithm))
                .map(spoiled -> named(algorithm + " signature " + spoiled.what(), spoiled)));
    }

    private static Stream<Spoiled<Assertion>> ellipticSignatures() {
        return Stream.of(
                        der("r = 0", d -> d.withR(BigInteger.ZERO)),
                        der("s = 0", d -> d.withS(BigInteger.ZERO)),
                        der("r = n", d -> d.withR(DerSignature.ORDER)),
                        der("s = n", d -> d.withS(DerSignature.ORDER)),
                        der("r + n", d -> d.withR(d.r().add(DerSignature.ORDER))),
                        der("s + n", d -> d.withS(d.s().add(DerSignature.ORDER))),
                        der("r negative", d -> d.withR(d.r().negate())),
                        der("s negative", d -> d.withS(d.s().negate())),
                        bytes("integers with needless zeros", s -> DerSignature.of(s)
                                .padded()),
                        bytes("long form length", s -> DerSignature.of(s).longLength()),
                        bytes("indefinite length", s -> DerSignature.of(s).indefiniteLength()),
                        bytes("raw, 64 bytes", s -> DerSignature.of(s).raw()))
                .map(spoiled -> spoiled.signing(Algorithm.ES256));
    }

    private static Stream<Spoiled<Assertion>> edwardsSignatures() {
        return Stream.of(
                spoiled("EDDSA signature with S + L", c -> c.signature(SpoiledAssertions::plusOrder), BAD_SIGNATURE),
                spoiled(
                        "EDDSA signature in DER",
                        c -> c.signature(s -> SpoiledCreations.concat(new byte[] {4, 64}, s)),
                        BAD_SIGNATURE));
    }

    /** The body of an answer decides nothing: the stored key does. */
    private static Stream<Spoiled<Assertion>> claims() {
        return Stream.of(
                spoiledWith(
                        "one's own key beside one's own signature",
                        (c, session) -> {
                            var mine = Algorithm.ES256.newKeyPair();
                            c.signature(s -> Algorithm.ES256.sign(mine.getPrivate(), s))
                                    .json(answer -> {
                                        answer.put(
                                                "publicKey",
                                                Base64.getEncoder()
                                                        .encodeToString(
                                                                mine.getPublic().getEncoded()));
                                        answer.put("alg", -7).put("counter", 0);
                                    });
                        },
                        BAD_SIGNATURE),
                spoiled(
                        "one's own key beside the right signature",
                        c -> c.json(answer ->
                                answer.put("publicKey", "AAAA").put("alg", -7).put("counter", 99)),
                        ACCEPTED));
    }

    private static Stream<Spoiled<Assertion>> json() {
        return Stream.of(
                answer("id is not raw id", a -> a.put("id", "AAAAAAAAAAAAAAAAAAAAAA")),
                answer("ids of 1,365 characters", a -> a.put("id", "A".repeat(1365))
                        .put("rawId", "A".repeat(1365))),
                answer("id empty", a -> a.put("id", "").put("rawId", "")),
                answer("type of another credential", a -> a.put("type", "password")),
                answer("response a list", a -> a.putArray("response")),
                response("client data missing", r -> r.remove("clientDataJSON")),
                response("authenticator data missing", r -> r.remove("authenticatorData")),
                response("authenticator data a number", r -> r.put("authenticatorData", 7)),
                response("signature missing", r -> r.remove("signature")),
                response("signature no base64url", r -> r.put("signature", "a b")),
                response("handle a number", r -> r.put("userHandle", 7)),
                response("handle no base64url", r -> r.put("userHandle", "*")));
    }

    private static Stream<Spoiled<Assertion>> harmless() {
        return Stream.of(
                spoiled("nothing wrong", c -> {}, ACCEPTED),
                spoiled(
                        "user not verified, which is only preferred",
                        c -> c.flags(f -> f.userVerified(false)),
                        ACCEPTED),
                spoiled("no longer backed up", c -> c.flags(f -> f.backedUp(false)), ACCEPTED),
                spoiled("reserved flags", c -> c.flags(f -> new Flags(f.bits() | 0x22)), ACCEPTED),
                spoiled(
                        "extensions with their flag",
                        c -> c.flags(f -> f.extensionData(true)).extensions(Cbor.encode(Map.of("appid", true))),
                        ACCEPTED),
                spoiled("attachment left out", c -> c.json(a -> a.remove("authenticatorAttachment")), ACCEPTED),
                spoiled("extension results left out", c -> c.json(a -> a.remove("clientExtensionResults")), ACCEPTED),
                spoiled("highest counter", (Assertion c) -> c.signatureCount(0xffffffffL), ACCEPTED)
                        .onADevice(),
                spoiled(
                                "ES256 signature with the other s",
                                (Assertion c) -> c.signature(
                                        s -> DerSignature.of(s).otherS().encoded()),
                                ACCEPTED)
                        .signing(Algorithm.ES256));
    }

    private static Spoiled<Assertion> der(String what, UnaryOperator<DerSignature> change) {
        return bytes(what, s -> change.apply(DerSignature.of(s)).encoded());
    }

    private static Spoiled<Assertion> bytes(String what, UnaryOperator<byte[]> change) {
        return spoiled("ES256 signature with " + what, c -> c.signature(change), BAD_SIGNATURE);
    }

    private static Spoiled<Assertion> answer(String what, Consumer<ObjectNode> change) {
        return spoiled("answer: " + what, c -> c.json(change), MALFORMED);
    }

    private static Spoiled<Assertion> response(String what, Consumer<ObjectNode> change) {
        return answer(what, a -> change.accept(a.withObject("/response")));
    }

    private static Spoiled<Assertion> named(String what, Spoiled<Assertion> spoiled) {
        return new Spoiled<>(what, spoiled.algorithm(), spoiled.deviceBound(), spoiled.spoil(), spoiled.expected());
    }

    private static byte[] attestedData() {
        var key = Cbor.encode(Map.of(1, 1, 3, -8, -1, 6, -2, new byte[32]));
        return SpoiledCreations.concat(new byte[16], new byte[] {0, 16}, new byte[16], key);
    }

    private static byte[] flipped(byte[] bytes) {
        var copy = bytes.clone();
        copy[copy.length / 2] ^= 1;
        return copy;
    }

    private static byte[] counted(byte[] authenticatorData) {
        var copy = authenticatorData.clone();
        copy[36] += 9;
        return copy;
    }

    private static byte[] respaced(byte[] json) {
        return new String(json, StandardCharsets.UTF_8).replace(",", ", ").getBytes(StandardCharsets.UTF_8);
    }

    /** RFC 8032: S is little-endian and must be below the group order L. */
    private static byte[] plusOrder(byte[] signature) {
        var order = BigInteger.TWO.pow(252).add(new BigInteger("27742317777372353535851937790883648493"));
        var s = new BigInteger(1, reversed(Arrays.copyOfRange(signature, 32, 64))).add(order);
        var bytes = s.toByteArray();
        var copy = signature.clone();
        Arrays.fill(copy, 32, 64, (byte) 0);
        for (int i = 0; i < bytes.length; i++) {
            copy[32 + i] = bytes[bytes.length - 1 - i];
        }
        return copy;
    }

    private static byte[] reversed(byte[] bytes) {
        var copy = new byte[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            copy[i] = bytes[bytes.length - 1 - i];
        }
        return copy;
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
