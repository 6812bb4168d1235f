package dev.latchkey.audit.completeness;

/**
 * What is wrong in numbers.
 *
 * @param gaps ranges of producers' positions that are missing
 * @param streamsWithHoles streams that miss an event
 * @param positionsGivenAgain events that came at a position which another one had
 */
record State(long gaps, long streamsWithHoles, long positionsGivenAgain) {}
