package dev.latchkey.standalone.demo;

import dev.latchkey.standalone.terminal.Trouble;
import tools.jackson.databind.JsonNode;

/** What the suite answered. */
record Answer(String request, int status, JsonNode body) {

    /** The same answer if it is of this status; the demo ends otherwise. */
    Answer expect(int expected) {
        if (status != expected) {
            throw Trouble.failed(
                    "%s was answered with status %d, expected was %d: %s".formatted(request, status, expected, body));
        }
        return this;
    }

    /** A member that must be there. */
    JsonNode required(String name) {
        JsonNode value = body.path(name);
        if (value.isMissingNode() || value.isNull()) {
            throw Trouble.failed("The answer to %s has no '%s': %s".formatted(request, name, body));
        }
        return value;
    }

    String text(String name) {
        return required(name).asString();
    }
}
