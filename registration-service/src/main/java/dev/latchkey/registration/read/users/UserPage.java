package dev.latchkey.registration.read.users;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.util.List;

/** One page of users with the totals, as SDKs ask for it (CONTRACT section 13). */
@JsonPropertyOrder({"start", "limit", "length", "total", "users"})
record UserPage(long start, int limit, int length, long total, List<Object> users) {}
