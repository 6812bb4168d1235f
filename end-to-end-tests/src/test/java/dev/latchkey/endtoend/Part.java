package dev.latchkey.endtoend;

/** One process of the suite. */
record Part(String name, long pid, int port, int managementPort) {

    /** Straight to the process, past the front door. */
    FrontDoor door(String host) {
        return new FrontDoor("http://localhost:" + port, host);
    }

    /** The operator's door, never open to the outside. */
    FrontDoor management() {
        return new FrontDoor("http://localhost:" + managementPort);
    }

    /** A part that does not run has pid 0. */
    boolean isAnotherProcessThan(Part earlier) {
        return pid != 0 && pid != earlier.pid;
    }

    boolean isReady() {
        return management().get("/actuator/health/readiness").isOk();
    }
}
