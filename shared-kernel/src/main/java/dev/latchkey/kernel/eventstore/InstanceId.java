package dev.latchkey.kernel.eventstore;

import java.util.UUID;

/** Names this running instance; a process id and host name would be shared by two containers. */
public record InstanceId(String value) {

    static InstanceId random() {
        return new InstanceId(UUID.randomUUID().toString());
    }
}
