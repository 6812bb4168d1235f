package dev.latchkey.kernel.ticket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.CompressionAlgorithm;
import com.nimbusds.jose.EncryptionMethod;
import com.nimbusds.jose.JWEAlgorithm;
import com.nimbusds.jose.JWEHeader;
import com.nimbusds.jose.JWEObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.DirectEncrypter;
import dev.latchkey.kernel.values.Profile;
import dev.latchkey.kernel.values.Purpose;
import dev.latchkey.kernel.values.SessionId;
import dev.latchkey.kernel.values.UserId;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SealedTicketsTest {

    private static final TicketKey OLD = new TicketKey("old", base64("1".repeat(32)));
    private static final TicketKey NEW = new TicketKey("new", base64("2".repeat(32)));
    private static final Ticket TICKET = new Ticket(
            SessionId.of("01a201c4-4fda-747f-8ece-bcba958ae7f9"),
            Purpose.SIGNUP,
            Instant.parse("2026-11-22T10:00:00Z"),
            Instant.parse("2026-11-22T10:01:00Z"),
            "demo",
            "People",
            null,
            "localhost:8080",
            "localhost",
            "Y2hhbGxlbmdl",
            false,
            UserId.of("auth0|507f1f77bcf86cd799439011"),
            Profile.ofEmail("ada@example.com"),
            Map.of("plan", "x"),
            "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01");

    @Test
    void opensWhatItSealed() {
        SealedTickets tickets = new SealedTickets(List.of(OLD));

        assertThat(tickets.open(tickets.seal(TICKET))).hasValue(TICKET);
    }

    @Test
    void opensWhatAnOlderKeySealedUntilThatKeyIsRemoved() {
        String sealed = new SealedTickets(List.of(OLD)).seal(TICKET);

        assertThat(new SealedTickets(List.of(NEW, OLD)).open(sealed)).hasValue(TICKET);
        assertThat(new SealedTickets(List.of(NEW)).open(sealed)).isEmpty();
    }

    @Test
    void refusesTwoKeysOfOneId() {
        TicketKey other = new TicketKey("old", NEW.secret());

        assertThatThrownBy(() -> new SealedTickets(List.of(OLD, NEW, other)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("latchkey.ticket.keys: two keys have the id old");
    }

    @Test
    void opensNothingInWhichOneCharacterWasChanged() {
        SealedTickets tickets = new SealedTickets(List.of(OLD));
        String sealed = tickets.seal(TICKET);

        for (int index = 0; index < sealed.length(); index++) {
            char other = sealed.charAt(index) == 'A' ? 'B' : 'A';
            String changed = sealed.substring(0, index) + other + sealed.substring(index + 1);
            assertThat(tickets.open(changed)).as("character " + index).isEmpty();
        }
    }

    @Test
    void opensNoCompressedTicketEvenUnderTheRightKey() throws Exception {
        JWEHeader header = new JWEHeader.Builder(JWEAlgorithm.DIR, EncryptionMethod.A256GCM)
                .keyID("old")
                .compressionAlgorithm(CompressionAlgorithm.DEF)
                .build();
        JWEObject inflating = new JWEObject(header, new Payload("{}"));
        inflating.encrypt(new DirectEncrypter("1".repeat(32).getBytes(java.nio.charset.StandardCharsets.US_ASCII)));

        assertThat(new SealedTickets(List.of(OLD)).open(inflating.serialize())).isEmpty();
    }

    @Test
    void opensNothingThatIsNoTicket() {
        SealedTickets tickets = new SealedTickets(List.of(OLD));

        assertThat(tickets.open("")).isEmpty();
        assertThat(tickets.open("a.b.c.d.e")).isEmpty();
        assertThat(tickets.open("x".repeat(100_000))).isEmpty();
    }

    @Test
    void wantsKeysOf32BytesAndNamesTheSetting() {
        assertThatThrownBy(() -> new SealedTickets(List.of())).hasMessageContaining("latchkey.ticket.keys");
        assertThatThrownBy(() -> new SealedTickets(List.of(new TicketKey("k", base64("short")))))
                .hasMessageContaining("latchkey.ticket.keys: key k");
        assertThatThrownBy(() -> new SealedTickets(List.of(new TicketKey("k", "%"))))
                .hasMessageContaining("latchkey.ticket.keys: key k");
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(java.nio.charset.StandardCharsets.US_ASCII));
    }
}
