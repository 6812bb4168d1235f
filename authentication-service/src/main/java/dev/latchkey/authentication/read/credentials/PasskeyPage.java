package dev.latchkey.authentication.read.credentials;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import dev.latchkey.kernel.people.PasskeyAnswer;
import java.util.List;

/** One page of passkeys with the totals, as SDKs ask for it (CONTRACT section 13). */
@JsonPropertyOrder({"start", "limit", "total", "authenticators"})
record PasskeyPage(long start, int limit, long total, List<PasskeyAnswer> authenticators) {}
