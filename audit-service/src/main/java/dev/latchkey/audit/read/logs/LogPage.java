package dev.latchkey.audit.read.logs;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/**
 * Logs with their totals.
 *
 * @param total of those that can be reached
 */
@JsonPropertyOrder({"start", "limit", "length", "total", "logs"})
record LogPage(long start, int limit, int length, int total, List<ObjectNode> logs) {}
