package dev.latchkey.standalone.supervision;

import dev.latchkey.embedded.FreePorts;

/** The ports of one run; they stay the same however often a part is started again. */
record Ports(
        int frontDoor,
        int postgres,
        int kafka,
        ServicePorts registration,
        ServicePorts authentication,
        ServicePorts token,
        ServicePorts audit) {

    private static final int USUAL_KAFKA = 9092;

    /** Where a service answers, and where its health and its operator commands are. */
    record ServicePorts(int service, int management) {

        static ServicePorts free() {
            return new ServicePorts(FreePorts.any(), FreePorts.any());
        }
    }

    static Ports choose(int frontDoor) {
        int kafka = frontDoor == USUAL_KAFKA ? FreePorts.any() : FreePorts.preferring(USUAL_KAFKA);
        return new Ports(
                frontDoor,
                FreePorts.any(),
                kafka,
                ServicePorts.free(),
                ServicePorts.free(),
                ServicePorts.free(),
                ServicePorts.free());
    }
}
