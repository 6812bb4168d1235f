package dev.latchkey.token;

import static dev.latchkey.kernel.events.RejectionReason.BACKUP_STATE_INVALID;
import static dev.latchkey.kernel.events.RejectionReason.BAD_SIGNATURE;
import static dev.latchkey.kernel.events.RejectionReason.MALFORMED;
import static dev.latchkey.kernel.events.RejectionReason.UNKNOWN_CREDENTIAL;
import static dev.latchkey.kernel.events.RejectionReason.USER_NOT_PRESENT;
import static dev.latchkey.kernel.events.RejectionReason.WRONG_RELYING_PARTY;
import static dev.latchkey.kernel.events.RejectionReason.WRONG_USER;
import static dev.latchkey.token.Spoiled.accepted;
import static dev.latchkey.token.Spoiled.refused;
import static dev.latchkey.token.Spoiled.unread;
import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.authenticator.Algorithm;
import dev.latchkey.authenticator.Assertion;
import dev.latchkey.authenticator.Flags;
import dev.latchkey.authenticator.SoftwareAuthenticator;
import dev.latchkey.kernel.events.RejectionReason;
import dev.latchkey.token.Spoiled.Expected;
import dev.latchkey.token.TestCeremonies.Session;
import dev.latchkey.token.TokenEndpoint.Answer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.node.ObjectNode;

/** For every check of a login one assertion that is right in all but that (WebAuthn section 7.2, HOSTILE). */
@TokenServiceTest
@ExtendWith(NoTroubleLogged.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SpoiledLoginIT {

    @Autowired
    TestService service;

    SoftwareAuthenticator es256;
    SoftwareAuthenticator ed25519;
    SoftwareAuthenticator rs256;
    SoftwareAuthenticator deviceBound;
    SoftwareAuthenticator stranger;

    @BeforeAll
    void signUp() {
        es256 = service.signedUp(Algorithm.ES256);
        ed25519 = service.signedUp(Algorithm.EDDSA);
        rs256 = service.signedUp(Algorithm.RS256);
        deviceBound = service.signedUp(SoftwareAuthenticator.deviceBound(Algorithm.ES256));
        stranger = service.signedUp(Algorithm.ES256);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource({"clientData", "authenticatorData", "flagCombinations", "cbor", "people", "envelopes", "encodings"})
    void answersALoginThatIsSpoiledInOneWay(Spoiled<Assertion> spoiled) {
        answers(spoiled, es256);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("ecdsaSignatures")
    void answersAnEcdsaSignatureThatIsSpoiledInOneWay(Spoiled<Assertion> spoiled) {
        answers(spoiled, es256);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("ed25519Signatures")
    void answersAnEd25519SignatureThatIsSpoiledInOneWay(Spoiled<Assertion> spoiled) {
        answers(spoiled, ed25519);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rsaSignatures")
    void answersAnRsaSignatureThatIsSpoiledInOneWay(Spoiled<Assertion> spoiled) {
        answers(spoiled, rs256);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("deviceBoundFlags")
    void answersADeviceBoundPasskeyThatIsSpoiledInOneWay(Spoiled<Assertion> spoiled) {
        answers(spoiled, deviceBound);
    }

    private void answers(Spoiled<Assertion> spoiled, SoftwareAuthenticator authenticator) {
        Session login = service.ceremonies().loginWithEveryKindOfCharacter();
        Assertion assertion = authenticator.assertion(login.options(), TestCeremonies.ORIGIN);
        spoiled.spoil().accept(assertion);

        Answer answer = post(login, assertion.answer());

        switch (spoiled.expected()) {
            case Expected.Refused refused -> assertRefused(answer, login, refused.reason());
            case Expected.Unread unread -> assertUnread(answer, login, authenticator);
            case Expected.Accepted accepted -> TestAnswers.assertSignedIn(answer);
        }
    }

    private Answer post(Session login, ObjectNode response) {
        return service.endpoint().post(service.ceremonies().request(login, response));
    }

    private void assertRefused(Answer answer, Session login, RejectionReason reason) {
        TestAnswers.assertRefused(answer);
        assertThat(service.facts().of(login)).containsExactly("auth-session-rejected");
        assertThat(service.facts().reasons(login)).containsExactly(reason.name());
    }

    private void assertUnread(Answer answer, Session login, SoftwareAuthenticator authenticator) {
        TestAnswers.assertUnread(answer);
        assertThat(service.facts().of(login)).isEmpty();
        TestAnswers.assertSignedIn(post(login, authenticator.get(login.options(), TestCeremonies.ORIGIN)));
    }

    static Stream<Spoiled<Assertion>> clientData() {
        return SpoiledClientData.all("webauthn.create");
    }

    static Stream<Spoiled<Assertion>> authenticatorData() {
        return Stream.of(
                refused("RP ID of another party", WRONG_RELYING_PARTY, it -> it.relyingPartyId("example.com")),
                refused("RP ID in capitals", WRONG_RELYING_PARTY, it -> it.relyingPartyId("LOCALHOST")),
                refused("RP ID with a port", WRONG_RELYING_PARTY, it -> it.relyingPartyId("localhost:8080")),
                refused("RP ID an origin", WRONG_RELYING_PARTY, it -> it.relyingPartyId("http://localhost")),
                refused("RP ID's hash zero", WRONG_RELYING_PARTY, it -> it.rpIdHash(new byte[32])),
                refused("RP ID's hash all ones", WRONG_RELYING_PARTY, it -> it.rpIdHash(filled(32))),
                refused("RP ID below", WRONG_RELYING_PARTY, it -> it.relyingPartyId("app.localhost")),
                refused("RP ID with a trailing dot", WRONG_RELYING_PARTY, it -> it.relyingPartyId("localhost.")),
                refused("RP ID with a space", WRONG_RELYING_PARTY, it -> it.relyingPartyId("localhost ")),
                refused("RP ID with NUL", WRONG_RELYING_PARTY, it -> it.relyingPartyId("localhost\0")),
                refused("RP ID an address", WRONG_RELYING_PARTY, it -> it.relyingPartyId("127.0.0.1")),
                refused("RP ID a look-alike", WRONG_RELYING_PARTY, it -> it.relyingPartyId("l\u03bfcalhost")),
                refused("RP ID empty", WRONG_RELYING_PARTY, it -> it.relyingPartyId("")),
                refused("user not present", USER_NOT_PRESENT, flags(flags -> flags.userPresent(false))),
                accepted("user not verified, which nobody asked for", flags(flags -> flags.userVerified(false))),
                refused(
                        "backed up but not eligible",
                        BACKUP_STATE_INVALID,
                        flags(flags -> flags.backupEligible(false))),
                refused("eligible no more", BACKUP_STATE_INVALID, flags(flags -> flags.backupEligible(false)
                        .backedUp(false))),
                accepted("reserved flags", flags(flags -> new Flags(flags.bits() | 0x22))),
                refused("attested data announced", MALFORMED, flags(flags -> flags.attestedData(true))),
                refused("attested data", MALFORMED, withAttestedData()),
                refused("extensions announced", MALFORMED, flags(flags -> flags.extensionData(true))),
                accepted("extensions", extensions("a1", "6b", "6372656450726f74656374", "02")),
                unread(
                        "attested data not announced",
                        it -> it.authenticatorData(data -> Spoiled.joined(data, new byte[80]))),
                unread("extensions not announced", it -> it.extensions(bytes("a0"))),
                unread(
                        "authenticator data with a byte more",
                        it -> it.authenticatorData(data -> Spoiled.joined(data, new byte[1]))),
                unread(
                        "authenticator data with a byte less",
                        it -> it.authenticatorData(data -> Arrays.copyOf(data, 36))),
                unread("authenticator data empty", it -> it.authenticatorData(data -> new byte[0])),
                unread(
                        "authenticator data over their limit",
                        it -> it.authenticatorData(data -> Spoiled.joined(data, new byte[1500]))),
                refused(
                        "authenticator data changed after the signature",
                        BAD_SIGNATURE,
                        it -> it.sentAuthenticatorData(data -> flipped(data, 36))));
    }

    /** UP 01, UV 04, BE 08, BS 10, AT 40, ED 80, and two that are reserved; the passkey is eligible for backup. */
    static Stream<Spoiled<Assertion>> flagCombinations() {
        return Stream.of(
                flags(0x00, USER_NOT_PRESENT),
                flags(0x04, USER_NOT_PRESENT),
                flags(0x1C, USER_NOT_PRESENT),
                flags(0x22, USER_NOT_PRESENT),
                flags(0x01, BACKUP_STATE_INVALID),
                flags(0x05, BACKUP_STATE_INVALID),
                flags(0x11, BACKUP_STATE_INVALID),
                flags(0x15, BACKUP_STATE_INVALID),
                flags(0x33, BACKUP_STATE_INVALID),
                accepted("flags 09", flags(flags -> new Flags(0x09))),
                accepted("flags 0f", flags(flags -> new Flags(0x0F))),
                accepted("flags 3f", flags(flags -> new Flags(0x3F))),
                flags(0x5D, MALFORMED),
                flags(0x9D, MALFORMED),
                flags(0xDD, MALFORMED),
                flags(0xFF, MALFORMED));
    }

    private static Spoiled<Assertion> flags(int bits, RejectionReason reason) {
        return refused("flags " + Integer.toHexString(bits), reason, flags(flags -> new Flags(bits)));
    }

    /** Every member that is base64url, in every encoding that is not. */
    static Stream<Spoiled<Assertion>> encodings() {
        return Stream.of("clientDataJSON", "authenticatorData", "signature", "userHandle", "id and rawId")
                .flatMap(member -> SpoiledEncodings.all()
                        .map(encoding -> unread(
                                member + " " + encoding.name(),
                                it -> it.json(answer -> reencode(answer, member, encoding)))));
    }

    private static void reencode(ObjectNode answer, String member, SpoiledEncodings encoding) {
        if (member.equals("id and rawId")) {
            String id = encoding.of(answer.path("id").asString());
            answer.put("id", id).put("rawId", id);
        } else {
            ObjectNode response = response(answer);
            response.put(member, encoding.of(response.path(member).asString()));
        }
    }

    static Stream<Spoiled<Assertion>> deviceBoundFlags() {
        return Stream.of(
                refused("eligible since now", BACKUP_STATE_INVALID, flags(flags -> flags.backupEligible(true))),
                refused("backed up since now", BACKUP_STATE_INVALID, flags(flags -> flags.backedUp(true))),
                refused("both since now", BACKUP_STATE_INVALID, flags(flags -> flags.backupEligible(true)
                        .backedUp(true))));
    }

    /** Extension data are CBOR that a stranger sends; only CTAP2's canonical form is read. */
    static Stream<Spoiled<Assertion>> cbor() {
        return Stream.of(
                unread("extensions with a byte more", extensions("a1", "6161", "f5", "00")),
                unread("extensions cut", extensions("a1", "6161")),
                unread("extensions a list", extensions("80")),
                unread("extensions a number", extensions("00")),
                unread("an extension twice", extensions("a2", "6161", "f5", "6161", "f4")),
                unread("extensions out of order", extensions("a2", "6162", "f5", "6161", "f5")),
                unread("a longer name first", extensions("a2", "626161", "f5", "6162", "f5")),
                unread("an endless map", extensions("bf", "6161", "f5", "ff")),
                unread("an endless text", extensions("a1", "6161", "7f", "6161", "ff")),
                unread("an endless list", extensions("a1", "6161", "9f", "01", "ff")),
                unread("a number longer than needed", extensions("a1", "6161", "1801")),
                unread("a length longer than needed", extensions("a1", "7801", "61", "f5")),
                unread("a tag", extensions("a1", "6161", "c101")),
                unread("a fraction", extensions("a1", "6161", "f93c00")),
                unread("no number", extensions("a1", "f97e00", "f5")),
                unread("a name that is a fraction", extensions("a1", "fb3ff0000000000000", "f5")),
                unread("a map of 2^64-1 entries", extensions("bb", "ffffffffffffffff")),
                unread("a map of 2^31-1 entries", extensions("ba", "7fffffff")),
                unread("a text of 2^63 bytes", extensions("a1", "7b", "8000000000000000")),
                unread("bytes of 2^31-1", extensions("a1", "6161", "5a", "7fffffff")),
                unread("a list of 2^31-1", extensions("a1", "6161", "9a", "7fffffff")),
                unread("a list a thousand deep", extensions("a1", "6161", "81".repeat(1000), "00")),
                unread("a map a hundred deep", extensions("a1", "6161", "a16161".repeat(100), "00")),
                unread("a text that is no UTF-8", extensions("a1", "62c0af", "f5")),
                unread("a reserved head", extensions("a1", "6161", "1c")),
                unread("undefined", extensions("a1", "6161", "f7")),
                unread("a negative number longer than needed", extensions("a1", "6161", "3817")),
                unread("a small number in eight bytes", extensions("a1", "6161", "1b0000000000000001")),
                unread("a list's length longer than needed", extensions("a1", "6161", "9800")),
                unread("a map's length longer than needed", extensions("b801", "6161", "f5")),
                unread("false in two bytes", extensions("a1", "6161", "f814")),
                unread("a simple value that is reserved", extensions("a1", "6161", "f81f")),
                unread("a simple value that nobody assigned", extensions("a1", "6161", "f8ff")),
                unread("a fraction in four bytes", extensions("a1", "6161", "fa3f800000")),
                unread("infinity", extensions("a1", "6161", "f97c00")),
                unread("a number beyond 64 bits", extensions("a1", "6161", "c249010000000000000000")),
                unread("CBOR that says it is CBOR", extensions("d9d9f7", "a0")),
                unread("a date", extensions("a1", "6161", "c11a514b67b0")),
                unread("a break on its own", extensions("ff")),
                unread("a break for a value", extensions("a1", "6161", "ff")),
                unread("endless bytes", extensions("a1", "6161", "5f4101ff")),
                unread("endless bytes within endless bytes", extensions("a1", "6161", "5f5f4101ffff")),
                unread("an endless map further down", extensions("a1", "6161", "bfff")),
                unread("a head cut", extensions("a1", "6161", "19")),
                unread("a head of four bytes cut", extensions("a1", "6161", "1a0000")),
                unread("a list cut", extensions("a1", "6161", "8201")),
                unread("bytes cut", extensions("a1", "6161", "4201")),
                unread("a name without a value", extensions("a1", "6161")),
                unread("a name twice further down", extensions("a1", "6161", "a2", "6162", "01", "6162", "02")),
                unread("names out of order further down", extensions("a1", "6161", "a2", "6163", "01", "6162", "02")),
                unread("numbers out of order", extensions("a1", "6161", "a2", "02", "f5", "01", "f5")),
                unread(
                        "a negative number before a positive one",
                        extensions("a1", "6161", "a2", "20", "f5", "01", "f5")),
                unread("text before bytes", extensions("a1", "6161", "a2", "6161", "f5", "4161", "f5")),
                unread("a surrogate in a text", extensions("a1", "63eda080", "f5")),
                unread("an overlong character", extensions("a1", "62c080", "f5")),
                unread("an unfinished character", extensions("a1", "61e2", "f5")),
                unread("another reserved head", extensions("a1", "6161", "fc")),
                unread("a reserved length", extensions("a1", "6161", "5e")),
                unread("a reserved tag", extensions("a1", "6161", "df")),
                unread("two maps", extensions("a0", "a0")),
                unread("null for the map", extensions("f6")),
                unread("a text for the map", extensions("60")));
    }

    static Stream<Spoiled<Assertion>> people() {
        return Stream.of(
                refused("no user handle", WRONG_USER, it -> it.userHandle(null)),
                refused("user handle empty", WRONG_USER, it -> it.userHandle(new byte[0])),
                refused("user handle of 65 bytes", WRONG_USER, it -> it.userHandle(new byte[65])),
                refused(
                        "user handle of nobody",
                        WRONG_USER,
                        it -> it.userHandle("auth0|000000000000000000000000".getBytes(StandardCharsets.UTF_8))),
                refused(
                        "user handle null",
                        WRONG_USER,
                        it -> it.json(answer -> response(answer).putNull("userHandle"))),
                unread(
                        "user handle a number",
                        it -> it.json(answer -> response(answer).put("userHandle", 1))),
                refused("credential of nobody", UNKNOWN_CREDENTIAL, it -> it.credentialId(new byte[16])),
                refused("credential id of 1023 bytes", UNKNOWN_CREDENTIAL, it -> it.credentialId(new byte[1023])),
                unread("credential id of 1024 bytes", it -> it.credentialId(new byte[1024])),
                unread("credential id empty", it -> it.credentialId(new byte[0])),
                unread("id and rawId differ", it -> it.json(answer -> answer.put("rawId", "AAAA"))),
                unread(
                        "ids padded",
                        it -> it.json(answer -> answer.put("id", "AA==").put("rawId", "AA=="))),
                unread(
                        "ids no base64url",
                        it -> it.json(answer -> answer.put("id", "+/+/").put("rawId", "+/+/"))),
                unread(
                        "ids with a bit too many",
                        it -> it.json(answer -> answer.put("id", "AB").put("rawId", "AB"))));
    }

    static Stream<Spoiled<Assertion>> envelopes() {
        return Stream.of(
                accepted(
                        "its own key, algorithm and counter",
                        it -> it.json(answer -> response(answer)
                                .put("publicKey", "AAAA")
                                .put("publicKeyAlgorithm", -257)
                                .put("alg", -257)
                                .put("counter", 99))),
                accepted("no attachment", it -> it.json(answer -> answer.remove("authenticatorAttachment"))),
                accepted("attachment null", it -> it.json(answer -> answer.putNull("authenticatorAttachment"))),
                accepted("no extension results", it -> it.json(answer -> answer.remove("clientExtensionResults"))),
                unread("attachment a number", it -> it.json(answer -> answer.put("authenticatorAttachment", 1))),
                unread("extension results a text", it -> it.json(answer -> answer.put("clientExtensionResults", ""))),
                unread("another type", it -> it.json(answer -> answer.put("type", "password"))),
                unread("no type", it -> it.json(answer -> answer.remove("type"))),
                unread("no id", it -> it.json(answer -> answer.remove("id"))),
                unread("no rawId", it -> it.json(answer -> answer.remove("rawId"))),
                unread("no response", it -> it.json(answer -> answer.remove("response"))),
                unread("response a text", it -> it.json(answer -> answer.put("response", "{}"))),
                unread(
                        "no client data",
                        it -> it.json(answer -> response(answer).remove("clientDataJSON"))),
                unread("client data padded", it -> it.json(answer -> padded(response(answer), "clientDataJSON"))),
                unread(
                        "no authenticator data",
                        it -> it.json(answer -> response(answer).remove("authenticatorData"))),
                unread("no signature", it -> it.json(answer -> response(answer).remove("signature"))),
                unread(
                        "signature null",
                        it -> it.json(answer -> response(answer).putNull("signature"))),
                unread(
                        "signature a list",
                        it -> it.json(answer -> response(answer).putArray("signature"))),
                unread("signature padded", it -> it.json(answer -> padded(response(answer), "signature"))),
                refused(
                        "client data written anew by a proxy",
                        BAD_SIGNATURE,
                        it -> it.sentClientData(json -> new String(json, StandardCharsets.UTF_8)
                                .replace(",", ", ")
                                .getBytes(StandardCharsets.UTF_8))));
    }

    static Stream<Spoiled<Assertion>> ecdsaSignatures() {
        return Stream.of(
                accepted("s in the upper half", ecdsa(EcdsaSignature::withOtherS)),
                refused("r zero", BAD_SIGNATURE, ecdsa(it -> it.withR(EcdsaSignature.ZERO))),
                refused("s zero", BAD_SIGNATURE, ecdsa(it -> it.withS(EcdsaSignature.ZERO))),
                refused("both zero", BAD_SIGNATURE, ecdsa(it -> it.withR(EcdsaSignature.ZERO)
                        .withS(EcdsaSignature.ZERO))),
                refused("r the order", BAD_SIGNATURE, ecdsa(it -> it.withR(EcdsaSignature.ORDER))),
                refused("s the order", BAD_SIGNATURE, ecdsa(it -> it.withS(EcdsaSignature.ORDER))),
                refused(
                        "r above the order",
                        BAD_SIGNATURE,
                        ecdsa(it -> it.withR(it.r().add(EcdsaSignature.ORDER)))),
                refused(
                        "s above the order",
                        BAD_SIGNATURE,
                        ecdsa(it -> it.withS(it.s().add(EcdsaSignature.ORDER)))),
                refused("r negative", BAD_SIGNATURE, ecdsa(it -> it.withR(it.r().negate()))),
                refused("s negative", BAD_SIGNATURE, ecdsa(it -> it.withS(it.s().negate()))),
                refused("r and s changed", BAD_SIGNATURE, ecdsa(it -> new EcdsaSignature(it.s(), it.r()))),
                refused("the raw form", BAD_SIGNATURE, ecdsaBytes(EcdsaSignature::raw)),
                refused(
                        "an integer with zeros before it",
                        BAD_SIGNATURE,
                        ecdsaBytes(EcdsaSignature::derWithZerosBefore)),
                refused("a length longer than needed", BAD_SIGNATURE, ecdsaBytes(EcdsaSignature::derWithLongLength)),
                refused("an indefinite length", BAD_SIGNATURE, ecdsaBytes(EcdsaSignature::berIndefinite)),
                refused("a byte behind it", BAD_SIGNATURE, signature(der -> Spoiled.joined(der, new byte[1]))),
                refused("a third integer", BAD_SIGNATURE, ecdsaBytes(EcdsaSignature::derWithThird)),
                refused("cut", BAD_SIGNATURE, signature(der -> Arrays.copyOf(der, der.length - 1))),
                refused("empty", BAD_SIGNATURE, signature(der -> new byte[0])),
                refused("nothing but zeros", BAD_SIGNATURE, signature(der -> new byte[der.length])),
                refused("of 1500 bytes", BAD_SIGNATURE, signature(der -> new byte[1500])),
                unread("over its limit", signature(der -> new byte[1501])),
                refused("of another message", BAD_SIGNATURE, it -> it.sentAuthenticatorData(data -> flipped(data, 33))
                        .flags(flags -> flags.userVerified(true))));
    }

    static Stream<Spoiled<Assertion>> ed25519Signatures() {
        return Stream.of(
                refused("S the order more", BAD_SIGNATURE, signature(Ed25519Signature::withOrderAdded)),
                refused("S zero", BAD_SIGNATURE, signature(bytes -> Ed25519Signature.withS(bytes, new byte[32]))),
                refused(
                        "R the identity, S zero",
                        BAD_SIGNATURE,
                        signature(bytes -> Ed25519Signature.identityAndZero())),
                refused("cut", BAD_SIGNATURE, signature(bytes -> Arrays.copyOf(bytes, 63))),
                refused("a byte behind it", BAD_SIGNATURE, signature(bytes -> Spoiled.joined(bytes, new byte[1]))),
                refused("empty", BAD_SIGNATURE, signature(bytes -> new byte[0])));
    }

    static Stream<Spoiled<Assertion>> rsaSignatures() {
        return Stream.of(
                refused("zero", BAD_SIGNATURE, signature(bytes -> new byte[256])),
                refused("one", BAD_SIGNATURE, signature(bytes -> one())),
                refused("a zero before it", BAD_SIGNATURE, signature(bytes -> Spoiled.joined(new byte[1], bytes))),
                refused("a byte behind it", BAD_SIGNATURE, signature(bytes -> Spoiled.joined(bytes, new byte[1]))),
                refused("cut", BAD_SIGNATURE, signature(bytes -> Arrays.copyOf(bytes, 255))),
                refused("above the modulus", BAD_SIGNATURE, signature(bytes -> filled(256))),
                refused("empty", BAD_SIGNATURE, signature(bytes -> new byte[0])));
    }

    private static byte[] one() {
        byte[] one = new byte[256];
        one[255] = 1;
        return one;
    }

    private static byte[] filled(int length) {
        byte[] filled = new byte[length];
        Arrays.fill(filled, (byte) 0xFF);
        return filled;
    }

    private static Consumer<Assertion> flags(UnaryOperator<Flags> change) {
        return assertion -> assertion.flags(change);
    }

    private static Consumer<Assertion> signature(UnaryOperator<byte[]> change) {
        return assertion -> assertion.signature(change);
    }

    private static Consumer<Assertion> ecdsa(UnaryOperator<EcdsaSignature> change) {
        return signature(der -> change.apply(EcdsaSignature.of(der)).der());
    }

    private interface Encoding {
        byte[] of(EcdsaSignature signature);
    }

    private static Consumer<Assertion> ecdsaBytes(Encoding encoding) {
        return signature(der -> encoding.of(EcdsaSignature.of(der)));
    }

    private static Consumer<Assertion> extensions(String... hex) {
        return assertion -> assertion.flags(flags -> flags.extensionData(true)).extensions(bytes(hex));
    }

    private static Consumer<Assertion> withAttestedData() {
        byte[] key = bytes("a4", "0101", "0327", "2006", "215820", "11".repeat(32));
        byte[] attested = Spoiled.joined(new byte[16], new byte[] {0, 1, 7}, key);
        return assertion -> assertion
                .flags(flags -> flags.attestedData(true))
                .authenticatorData(data -> Spoiled.joined(data, attested));
    }

    private static byte[] bytes(String... hex) {
        return HexFormat.of().parseHex(String.join("", hex));
    }

    private static byte[] flipped(byte[] bytes, int index) {
        byte[] changed = bytes.clone();
        changed[index] ^= 4;
        return changed;
    }

    private static ObjectNode response(ObjectNode answer) {
        return answer.path("response").asObject();
    }

    private static void padded(ObjectNode response, String name) {
        response.put(name, response.path(name).asString() + "=");
    }
}
