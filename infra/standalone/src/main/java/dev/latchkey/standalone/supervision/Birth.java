package dev.latchkey.standalone.supervision;

/** Starts a part; each call begins a new life. */
@FunctionalInterface
interface Birth {

    Life begin();
}
