package dev.latchkey.audit.completeness;

import java.time.Instant;

/** Positions of a producer or places of a stream that are missing; both ends belong to them. */
record Missing(String of, long from, long to, Instant since) {}
