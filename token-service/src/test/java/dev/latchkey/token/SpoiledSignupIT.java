package dev.latchkey.token;

import static dev.latchkey.kernel.events.RejectionReason.ALGORITHM_NOT_OFFERED;
import static dev.latchkey.kernel.events.RejectionReason.ATTESTATION_INVALID;
import static dev.latchkey.kernel.events.RejectionReason.BACKUP_STATE_INVALID;
import static dev.latchkey.kernel.events.RejectionReason.BAD_SIGNATURE;
import static dev.latchkey.kernel.events.RejectionReason.MALFORMED;
import static dev.latchkey.kernel.events.RejectionReason.USER_NOT_PRESENT;
import static dev.latchkey.kernel.events.RejectionReason.WRONG_RELYING_PARTY;
import static dev.latchkey.token.Spoiled.accepted;
import static dev.latchkey.token.Spoiled.refused;
import static dev.latchkey.token.Spoiled.unread;
import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.authenticator.Algorithm;
import dev.latchkey.authenticator.AttestationFormat;
import dev.latchkey.authenticator.Creation;
import dev.latchkey.authenticator.Flags;
import dev.latchkey.authenticator.SoftwareAuthenticator;
import dev.latchkey.kernel.events.RejectionReason;
import dev.latchkey.token.Spoiled.Expected;
import dev.latchkey.token.TestCeremonies.Session;
import dev.latchkey.token.TokenEndpoint.Answer;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.node.ObjectNode;

/** For every check of a signup one creation that is right in all but that (WebAuthn section 7.1, HOSTILE). */
@TokenServiceTest
@ExtendWith(NoTroubleLogged.class)
class SpoiledSignupIT {

    @Autowired
    TestService service;

    @ParameterizedTest(name = "{0}")
    @MethodSource({"clientData", "authenticatorData", "envelopes", "encodings", "objects", "cbor", "attestations"})
    void answersASignupThatIsSpoiledInOneWay(Spoiled<Creation> spoiled) {
        answers(spoiled, Algorithm.ES256);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource({"algorithms", "p256Keys", "keyEncodings"})
    void answersAP256KeyThatIsSpoiledInOneWay(Spoiled<Creation> spoiled) {
        answers(spoiled, Algorithm.ES256);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("ed25519Keys")
    void answersAnEd25519KeyThatIsSpoiledInOneWay(Spoiled<Creation> spoiled) {
        answers(spoiled, Algorithm.EDDSA);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rsaKeys")
    void answersAnRsaKeyThatIsSpoiledInOneWay(Spoiled<Creation> spoiled) {
        answers(spoiled, Algorithm.RS256);
    }

    private void answers(Spoiled<Creation> spoiled, Algorithm algorithm) {
        Session signup = service.ceremonies()
                .signup(UUID.randomUUID() + "@example.com", TestCeremonies::withEveryKindOfCharacter);
        Creation creation =
                SoftwareAuthenticator.withAlgorithm(algorithm).creation(signup.options(), TestCeremonies.ORIGIN);
        spoiled.spoil().accept(creation);

        Answer answer = post(signup, creation.answer());

        switch (spoiled.expected()) {
            case Expected.Refused refused -> assertRefused(answer, signup, refused.reason());
            case Expected.Unread unread -> assertUnread(answer, signup);
            case Expected.Accepted accepted -> TestAnswers.assertSignedIn(answer);
        }
    }

    private Answer post(Session signup, ObjectNode response) {
        return service.endpoint().post(service.ceremonies().request(signup, response));
    }

    private void assertRefused(Answer answer, Session signup, RejectionReason reason) {
        TestAnswers.assertRefused(answer);
        assertThat(service.facts().of(signup)).containsExactly("auth-session-rejected");
        assertThat(service.facts().reasons(signup)).containsExactly(reason.name());
        assertThat(service.facts().claimsOf(signup)).isZero();
    }

    private void assertUnread(Answer answer, Session signup) {
        TestAnswers.assertUnread(answer);
        assertThat(service.facts().of(signup)).isEmpty();
        TestAnswers.assertSignedIn(post(signup, rightAnswer(signup)));
    }

    private static ObjectNode rightAnswer(Session signup) {
        return SoftwareAuthenticator.withAlgorithm(Algorithm.ES256).create(signup.options(), TestCeremonies.ORIGIN);
    }

    static Stream<Spoiled<Creation>> clientData() {
        return SpoiledClientData.all("webauthn.get");
    }

    static Stream<Spoiled<Creation>> authenticatorData() {
        return Stream.of(
                refused("RP ID of another party", WRONG_RELYING_PARTY, it -> it.relyingPartyId("example.com")),
                refused("RP ID in capitals", WRONG_RELYING_PARTY, it -> it.relyingPartyId("LOCALHOST")),
                refused("RP ID's hash zero", WRONG_RELYING_PARTY, it -> it.rpIdHash(new byte[32])),
                refused("user not present", USER_NOT_PRESENT, flags(flags -> flags.userPresent(false))),
                accepted("user not verified, which nobody asked for", flags(flags -> flags.userVerified(false))),
                refused(
                        "backed up but not eligible",
                        BACKUP_STATE_INVALID,
                        flags(flags -> flags.backupEligible(false))),
                accepted("eligible and not yet backed up", flags(flags -> flags.backedUp(false))),
                accepted("reserved flags", flags(flags -> new Flags(flags.bits() | 0x22))),
                refused("extensions announced", MALFORMED, flags(flags -> flags.extensionData(true))),
                accepted("extensions", extensions("a1", "6b", "6372656450726f74656374", "02")),
                accepted("an extension that nobody knows", extensions("a1", "6161", "f5")),
                unread("attested data not announced", flags(flags -> flags.attestedData(false))),
                refused("no attested data", MALFORMED, it -> it.flags(flags -> flags.attestedData(false))
                        .authenticatorData(data -> Arrays.copyOf(data, 37))),
                refused(
                        "attested data announced only",
                        MALFORMED,
                        it -> it.authenticatorData(data -> Arrays.copyOf(data, 37))),
                unread("attested data cut in the AAGUID", it -> it.authenticatorData(data -> Arrays.copyOf(data, 45))),
                unread("attested data cut in the id", it -> it.authenticatorData(data -> Arrays.copyOf(data, 60))),
                unread("attested data cut before the key", it -> it.authenticatorData(data -> Arrays.copyOf(data, 71))),
                unread("extensions not announced", it -> it.extensions(bytes("a0"))),
                unread("a byte more", it -> it.authenticatorData(data -> Spoiled.joined(data, new byte[1]))),
                unread("a byte less", it -> it.authenticatorData(data -> Arrays.copyOf(data, data.length - 1))),
                unread("empty", it -> it.authenticatorData(data -> new byte[0])),
                refused(
                        "of another credential",
                        MALFORMED,
                        it -> it.json(answer -> answer.put("id", "AAAA").put("rawId", "AAAA"))),
                accepted("a credential id of 300 bytes", it -> it.credentialId(random(300))),
                refused("a credential id of no bytes", MALFORMED, it -> it.credentialId(new byte[0])
                        .json(answer -> answer.put("id", "AAAA").put("rawId", "AAAA"))),
                accepted("a counter at its end", it -> it.signatureCount(0xFFFF_FFFFL)),
                accepted("no model", it -> it.aaguid(new UUID(0, 0))));
    }

    static Stream<Spoiled<Creation>> envelopes() {
        return Stream.of(
                unread("id and rawId differ", it -> it.json(answer -> answer.put("rawId", "AAAA"))),
                unread("another type", it -> it.json(answer -> answer.put("type", "password"))),
                unread(
                        "no attestation object",
                        it -> it.json(answer -> response(answer).remove("attestationObject"))),
                unread(
                        "attestation object null",
                        it -> it.json(answer -> response(answer).putNull("attestationObject"))),
                unread(
                        "attestation object an object",
                        it -> it.json(answer -> response(answer).putObject("attestationObject"))),
                unread(
                        "attestation object padded",
                        it -> it.json(answer -> response(answer)
                                .put(
                                        "attestationObject",
                                        response(answer)
                                                        .path("attestationObject")
                                                        .asString() + "="))),
                unread(
                        "no client data",
                        it -> it.json(answer -> response(answer).remove("clientDataJSON"))),
                accepted(
                        "no transports",
                        it -> it.json(answer -> response(answer).remove("transports"))),
                accepted("a transport that nobody knows", it -> it.transports("telepathy")),
                unread(
                        "transports a text",
                        it -> it.json(answer -> response(answer).put("transports", "usb"))),
                unread(
                        "transports of numbers",
                        it -> it.json(answer ->
                                response(answer).putArray("transports").add(1))),
                unread("eleven transports", it -> it.transports("a", "b", "c", "d", "e", "f", "g", "h", "i", "j", "k")),
                unread("a long transport", it -> it.transports("x".repeat(101))),
                accepted(
                        "what browsers add",
                        it -> it.json(answer -> response(answer)
                                .put("authenticatorData", "A".repeat(50))
                                .put("publicKey", "AAAA")
                                .put("publicKeyAlgorithm", -7))));
    }

    /** Every member that is base64url, in every encoding that is not. */
    static Stream<Spoiled<Creation>> encodings() {
        return Stream.of("clientDataJSON", "attestationObject").flatMap(member -> SpoiledEncodings.all()
                .map(encoding -> unread(
                        member + " " + encoding.name(),
                        it -> it.json(answer -> {
                            ObjectNode response = response(answer);
                            response.put(
                                    member, encoding.of(response.path(member).asString()));
                        }))));
    }

    static Stream<Spoiled<Creation>> objects() {
        return Stream.of(
                unread(
                        "an object with a byte more",
                        it -> it.attestationObject(object -> Spoiled.joined(object, new byte[1]))),
                unread("an object cut", it -> it.attestationObject(object -> Arrays.copyOf(object, object.length - 1))),
                unread("an empty object", it -> it.attestationObject(object -> new byte[0])),
                unread("two objects", it -> it.attestationObject(object -> Spoiled.joined(object, object))),
                unread("no authenticator data", object(data -> "a2" + NONE + STATEMENT + "a0")),
                unread("authenticator data a text", object(data -> "a3" + NONE + STATEMENT + "a0" + DATA + "6161")),
                refused("no format", MALFORMED, object(data -> "a2" + STATEMENT + "a0" + DATA + data)),
                refused("no statement", MALFORMED, object(data -> "a2" + NONE + DATA + data)),
                refused("statement a list", MALFORMED, object(data -> "a3" + NONE + STATEMENT + "80" + DATA + data)),
                refused(
                        "format a number",
                        MALFORMED,
                        object(data -> "a3" + FORMAT + "01" + STATEMENT + "a0" + DATA + data)),
                unread("another order", object(data -> "a3" + NONE + DATA + data + STATEMENT + "a0")),
                unread("two formats", object(data -> "a4" + NONE + NONE + STATEMENT + "a0" + DATA + data)),
                unread(
                        "authenticator data twice",
                        object(data -> "a4" + NONE + STATEMENT + "a0" + DATA + data + DATA + data)),
                unread("a head longer than needed", object(data -> "b803" + NONE + STATEMENT + "a0" + DATA + data)),
                unread("an endless map", object(data -> "bf" + NONE + STATEMENT + "a0" + DATA + data + "ff")),
                unread(
                        "a name in bytes",
                        object(data -> "a3" + "43666d74" + "646e6f6e65" + STATEMENT + "a0" + DATA + data)),
                unread(
                        "a name in bytes and in words",
                        object(data -> "a4" + "43666d74" + "646e6f6e65" + NONE + STATEMENT + "a0" + DATA + data)),
                unread("a tag", object(data -> "d9d9f7" + "a3" + NONE + STATEMENT + "a0" + DATA + data)),
                unread("a list", object(data -> "81" + "a3" + NONE + STATEMENT + "a0" + DATA + data)));
    }

    private static final String FORMAT = "63666d74";
    private static final String NONE = FORMAT + "646e6f6e65";
    private static final String STATEMENT = "6761747453746d74";
    private static final String DATA = "686175746844617461";

    private static Consumer<Creation> object(UnaryOperator<String> of) {
        String before = "a3" + NONE + STATEMENT + "a0" + DATA;
        return creation -> creation.attestationObject(
                object -> bytes(of.apply(HexFormat.of().formatHex(object).substring(before.length()))));
    }

    /** CBOR that must cost nothing, in the statement, where a stranger has most room. */
    static Stream<Spoiled<Creation>> cbor() {
        return Stream.of(
                        "81".repeat(1000) + "00",
                        "a16161".repeat(300) + "00",
                        "9f".repeat(1000),
                        "bb7fffffffffffffff",
                        "bbffffffffffffffff",
                        "9bffffffffffffffff",
                        "5b7fffffffffffffff",
                        "7b8000000000000000",
                        "5f4161ff",
                        "a2616101616102",
                        "a26162016161" + "02",
                        "a1f97e0001",
                        "a1fb3ff000000000000001",
                        "c000",
                        "f6",
                        "f7",
                        "f90000",
                        "1c",
                        "ff",
                        "1900ff",
                        "1a0000ffff",
                        "1b00000000ffffffff",
                        "62c0af")
                .map(hex -> unread(
                        "a statement of " + hex.substring(0, Math.min(hex.length(), 20)),
                        object(data -> "a3" + NONE + STATEMENT + hex + DATA + data)));
    }

    static Stream<Spoiled<Creation>> attestations() {
        return Stream.of(
                accepted("self attestation", packed(statement -> {})),
                refused(
                        "none with a statement",
                        ATTESTATION_INVALID,
                        it -> it.attestationStatement(statement -> statement.put("alg", -7))),
                refused(
                        "self attestation broken",
                        BAD_SIGNATURE,
                        packed(statement -> ((byte[]) statement.get("sig"))[9] ^= 1)),
                refused(
                        "self attestation empty",
                        BAD_SIGNATURE,
                        packed(statement -> statement.put("sig", new byte[0]))),
                refused("self attestation missing", MALFORMED, packed(statement -> statement.remove("sig"))),
                refused("self attestation a text", MALFORMED, packed(statement -> statement.put("sig", "sig"))),
                refused(
                        "self attestation of another algorithm",
                        ALGORITHM_NOT_OFFERED,
                        packed(statement -> statement.put("alg", -257))),
                refused("self attestation without algorithm", MALFORMED, packed(statement -> statement.remove("alg"))),
                refused("certificates none", ATTESTATION_INVALID, packed(statement -> statement.put("x5c", List.of()))),
                refused(
                        "a certificate broken",
                        MALFORMED,
                        packed(statement -> statement.put("x5c", List.of(new byte[] {0x30, 0})))),
                refused("over changed authenticator data", BAD_SIGNATURE, it -> it.attestation(
                                AttestationFormat.PACKED_SELF)
                        .attestationObject(object -> flipped(object, object.length - 100))),
                refused("over changed client data", BAD_SIGNATURE, it -> it.attestation(AttestationFormat.PACKED_SELF)
                        .sentClientData(json -> Spoiled.joined(json, new byte[] {' '}))),
                refused(
                        "an unknown format",
                        MALFORMED,
                        object(data -> "a3" + FORMAT + "646e6f7065" + STATEMENT + "a0" + DATA + data)),
                refused(
                        "a format in capitals",
                        MALFORMED,
                        object(data -> "a3" + FORMAT + "644e4f4e45" + STATEMENT + "a0" + DATA + data)),
                refused(
                        "an empty format",
                        MALFORMED,
                        object(data -> "a3" + FORMAT + "60" + STATEMENT + "a0" + DATA + data)),
                refused(
                        "packed without statement",
                        MALFORMED,
                        object(data -> "a3" + FORMAT + "667061636b6564" + STATEMENT + "a0" + DATA + data)),
                refused(
                        "U2F without statement",
                        MALFORMED,
                        object(data -> "a3" + FORMAT + "686669646f2d753266" + STATEMENT + "a0" + DATA + data)),
                refused(
                        "TPM without statement",
                        MALFORMED,
                        object(data -> "a3" + FORMAT + "6374706d" + STATEMENT + "a0" + DATA + data)),
                refused(
                        "the retired SafetyNet",
                        MALFORMED,
                        object(data -> "a3" + FORMAT + "71616e64726f69642d7361666574796e6574" + STATEMENT + "a0" + DATA
                                + data)),
                refused(
                        "compound",
                        MALFORMED,
                        object(data -> "a3" + FORMAT + "68636f6d706f756e64" + STATEMENT + "80" + DATA + data)));
    }

    static Stream<Spoiled<Creation>> algorithms() {
        return Stream.of(
                refused("RS1", ALGORITHM_NOT_OFFERED, key(key -> key.put(3, -65_535))),
                refused("HS256", ALGORITHM_NOT_OFFERED, key(key -> key.put(3, 5))),
                refused("ES256K", ALGORITHM_NOT_OFFERED, key(key -> key.put(3, -47))),
                refused("ES384", ALGORITHM_NOT_OFFERED, key(key -> key.put(3, -35))),
                refused("PS256", ALGORITHM_NOT_OFFERED, key(key -> key.put(3, -37))),
                refused("Ed25519 by its own number", ALGORITHM_NOT_OFFERED, key(key -> key.put(3, -19))),
                refused("algorithm 0", ALGORITHM_NOT_OFFERED, key(key -> key.put(3, 0))),
                refused(
                        "an algorithm out of all bounds",
                        ALGORITHM_NOT_OFFERED,
                        key(key -> key.put(3, Long.MIN_VALUE + 1))),
                refused("an algorithm in words", MALFORMED, key(key -> key.put(3, "ES256"))),
                refused("no algorithm", MALFORMED, key(key -> key.remove(3))),
                refused("EdDSA with a P-256 key", ALGORITHM_NOT_OFFERED, key(key -> key.put(3, -8))),
                refused("RS256 with a P-256 key", ALGORITHM_NOT_OFFERED, key(key -> key.put(3, -257))));
    }

    static Stream<Spoiled<Creation>> p256Keys() {
        return Stream.of(
                refused("a point off the curve", ALGORITHM_NOT_OFFERED, key(key -> ((byte[]) key.get(-2))[31] ^= 1)),
                refused("a point on the curve's twist", ALGORITHM_NOT_OFFERED, key(key -> key.put(-3, new byte[32]))),
                refused(
                        "the point at infinity",
                        ALGORITHM_NOT_OFFERED,
                        key(key -> key.putAll(Map.of(-2, new byte[32], -3, new byte[32])))),
                refused(
                        "coordinates empty",
                        ALGORITHM_NOT_OFFERED,
                        key(key -> key.putAll(Map.of(-2, new byte[0], -3, new byte[0])))),
                refused(
                        "coordinates above the field",
                        ALGORITHM_NOT_OFFERED,
                        key(key -> key.putAll(Map.of(-2, filled(32), -3, filled(32))))),
                refused(
                        "x with a zero before it",
                        ALGORITHM_NOT_OFFERED,
                        key(key -> key.put(-2, Spoiled.joined(new byte[1], (byte[]) key.get(-2))))),
                refused("a compressed point", MALFORMED, key(key -> key.put(-3, true))),
                refused("no y", MALFORMED, key(key -> key.remove(-3))),
                refused("no x", MALFORMED, key(key -> key.remove(-2))),
                refused("no curve", MALFORMED, key(key -> key.remove(-1))),
                refused("P-384", ALGORITHM_NOT_OFFERED, key(key -> key.put(-1, 2))),
                refused("P-521", ALGORITHM_NOT_OFFERED, key(key -> key.put(-1, 3))),
                refused("the curve of Ed25519", ALGORITHM_NOT_OFFERED, key(key -> key.put(-1, 6))),
                refused("secp256k1", MALFORMED, key(key -> key.put(-1, 8))),
                refused("an OKP key with ES256", MALFORMED, key(key -> key.put(1, 1))),
                refused("an RSA key with ES256", MALFORMED, key(key -> key.put(1, 3))),
                refused("a symmetric key", MALFORMED, key(key -> key.put(1, 4))),
                refused("no key type", MALFORMED, key(key -> key.remove(1))),
                refused("a private key", ALGORITHM_NOT_OFFERED, key(key -> key.put(-4, new byte[32]))),
                refused("a private key only", ALGORITHM_NOT_OFFERED, key(key -> {
                    key.remove(-2);
                    key.remove(-3);
                    key.put(-4, new byte[32]);
                })),
                refused("a key with a name", ALGORITHM_NOT_OFFERED, key(key -> key.put(2, new byte[4]))),
                refused("a key with operations", ALGORITHM_NOT_OFFERED, key(key -> key.put(4, List.of(2)))));
    }

    static Stream<Spoiled<Creation>> keyEncodings() {
        return Stream.of(
                unread("a key with a byte more", keyBytes(key -> Spoiled.joined(key, new byte[1]))),
                unread("a key cut", keyBytes(key -> Arrays.copyOf(key, key.length - 1))),
                unread("no key", keyBytes(key -> new byte[0])),
                unread("a key that is a list", keyBytes(key -> bytes("80"))),
                unread("two keys", keyBytes(key -> Spoiled.joined(key, key))),
                unread("an endless key", keyBytes(key -> bytes("bf" + hex(key).substring(2) + "ff"))),
                unread("a key out of order", keyBytes(key -> bytes("a5" + "0326" + "0102" + hex(key).substring(10)))),
                unread(
                        "an algorithm twice",
                        keyBytes(key -> bytes("a6" + "0102" + "0326" + "0326" + hex(key).substring(10)))),
                unread(
                        "a number longer than needed",
                        keyBytes(key -> bytes("a5" + "0102" + "033806" + hex(key).substring(10)))),
                unread(
                        "labels in words",
                        keyBytes(key -> bytes("a5" + "6131" + "02" + "6133" + "26" + "622d31" + "01" + "622d32" + "5820"
                                + "01".repeat(32) + "622d33" + "5820" + "01".repeat(32)))),
                unread(
                        "another algorithm in words",
                        keyBytes(key -> bytes("a6" + hex(key).substring(2) + "6133" + "390100"))),
                unread(
                        "a coordinate in words",
                        key(key -> key.put(-2, Base64.getEncoder().encodeToString((byte[]) key.get(-2))))),
                refused("an empty key", MALFORMED, keyBytes(key -> bytes("a0"))));
    }

    static Stream<Spoiled<Creation>> ed25519Keys() {
        Stream<Spoiled<Creation>> smallOrder = Stream.of(
                        "00".repeat(32),
                        "00".repeat(31) + "80",
                        "01" + "00".repeat(31),
                        "01" + "00".repeat(30) + "80",
                        "ec" + "ff".repeat(30) + "7f",
                        "ec" + "ff".repeat(31),
                        "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a",
                        "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac03fa",
                        "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05",
                        "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc85",
                        "ed" + "ff".repeat(30) + "7f",
                        "ed" + "ff".repeat(31),
                        "ee" + "ff".repeat(30) + "7f",
                        "ee" + "ff".repeat(31),
                        "ff".repeat(32))
                .map(x -> refused("point " + x, ALGORITHM_NOT_OFFERED, key(key -> key.put(-2, bytes(x)))));
        return Stream.concat(
                smallOrder,
                Stream.of(
                        refused("ES256 with an OKP key", MALFORMED, key(key -> key.put(3, -7))),
                        refused(
                                "Ed448",
                                ALGORITHM_NOT_OFFERED,
                                key(key ->
                                        key.putAll(Map.of(-1, 7, -2, Spoiled.joined(new byte[] {5}, new byte[56]))))),
                        refused("Ed448 with a point of Ed25519", ALGORITHM_NOT_OFFERED, key(key -> key.put(-1, 7))),
                        refused("X25519", MALFORMED, key(key -> key.put(-1, 4))),
                        refused("P-256", MALFORMED, key(key -> key.put(-1, 1))),
                        refused(
                                "a point of 31 bytes",
                                ALGORITHM_NOT_OFFERED,
                                key(key -> key.put(-2, Arrays.copyOf((byte[]) key.get(-2), 31)))),
                        refused(
                                "a point of 33 bytes",
                                ALGORITHM_NOT_OFFERED,
                                key(key -> key.put(-2, Arrays.copyOf((byte[]) key.get(-2), 33)))),
                        refused("an empty point", ALGORITHM_NOT_OFFERED, key(key -> key.put(-2, new byte[0]))),
                        refused("no point", MALFORMED, key(key -> key.remove(-2))),
                        refused("a private key", ALGORITHM_NOT_OFFERED, key(key -> key.put(-4, new byte[32])))));
    }

    static Stream<Spoiled<Creation>> rsaKeys() {
        return Stream.of(
                refused("exponent 1", ALGORITHM_NOT_OFFERED, key(key -> key.put(-2, new byte[] {1}))),
                refused("exponent 3", ALGORITHM_NOT_OFFERED, key(key -> key.put(-2, new byte[] {3}))),
                refused("exponent 0", ALGORITHM_NOT_OFFERED, key(key -> key.put(-2, new byte[] {0}))),
                refused("exponent empty", ALGORITHM_NOT_OFFERED, key(key -> key.put(-2, new byte[0]))),
                refused("an even exponent", ALGORITHM_NOT_OFFERED, key(key -> key.put(-2, new byte[] {1, 0, 2}))),
                refused(
                        "an exponent that makes every login expensive",
                        ALGORITHM_NOT_OFFERED,
                        key(key -> key.put(-2, filled(255)))),
                refused("512 bits", ALGORITHM_NOT_OFFERED, key(key -> key.put(-1, filled(64)))),
                refused("1024 bits", ALGORITHM_NOT_OFFERED, key(key -> key.put(-1, filled(128)))),
                refused("2047 bits", ALGORITHM_NOT_OFFERED, key(key -> key.put(-1, withFirst(filled(256), 0x7F)))),
                refused(
                        "1024 bits with zeros before them",
                        ALGORITHM_NOT_OFFERED,
                        key(key -> key.put(-1, Spoiled.joined(new byte[128], filled(128))))),
                refused(
                        "an even modulus",
                        ALGORITHM_NOT_OFFERED,
                        key(key -> ((byte[]) key.get(-1))[255] &= (byte) 0xFE)),
                refused("9000 bits", ALGORITHM_NOT_OFFERED, key(key -> key.put(-1, filled(1125)))),
                refused("no modulus", MALFORMED, key(key -> key.remove(-1))),
                refused("no exponent", MALFORMED, key(key -> key.remove(-2))),
                refused("ES256 with an RSA key", ALGORITHM_NOT_OFFERED, key(key -> key.put(3, -7))),
                refused("a private key", ALGORITHM_NOT_OFFERED, key(key -> key.put(-3, filled(256)))),
                refused("a factor of the modulus", ALGORITHM_NOT_OFFERED, key(key -> key.put(-4, filled(128)))));
    }

    private static Consumer<Creation> flags(UnaryOperator<Flags> change) {
        return creation -> creation.flags(change);
    }

    private static Consumer<Creation> key(Consumer<Map<Integer, Object>> change) {
        return creation -> creation.publicKey(change);
    }

    private static Consumer<Creation> keyBytes(UnaryOperator<byte[]> change) {
        return creation -> creation.publicKeyBytes(change);
    }

    private static Consumer<Creation> packed(Consumer<Map<String, Object>> change) {
        return creation -> creation.attestation(AttestationFormat.PACKED_SELF).attestationStatement(change);
    }

    private static Consumer<Creation> extensions(String... hex) {
        return creation -> creation.flags(flags -> flags.extensionData(true)).extensions(bytes(hex));
    }

    private static byte[] bytes(String... hex) {
        return HexFormat.of().parseHex(String.join("", hex));
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }

    private static byte[] filled(int length) {
        byte[] filled = new byte[length];
        Arrays.fill(filled, (byte) 0xFF);
        return filled;
    }

    private static byte[] withFirst(byte[] bytes, int first) {
        bytes[0] = (byte) first;
        return bytes;
    }

    private static byte[] random(int length) {
        byte[] bytes = new byte[length];
        new Random().nextBytes(bytes);
        return bytes;
    }

    private static byte[] flipped(byte[] bytes, int index) {
        byte[] changed = bytes.clone();
        changed[index] ^= 1;
        return changed;
    }

    private static ObjectNode response(ObjectNode answer) {
        return answer.path("response").asObject();
    }
}
