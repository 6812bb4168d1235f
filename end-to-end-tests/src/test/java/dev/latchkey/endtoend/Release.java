package dev.latchkey.endtoend;

import java.nio.file.Path;

/**
 * A version of the services as it was built.
 *
 * @param jars the folder below which the jars are, at the places where the build puts them
 */
record Release(String version, Path jars) {

    /** What this tree was built to. */
    static Release current() {
        return new Release("current", Suite.home());
    }

    Path jar(String service) {
        return jars.resolve("%1$s-service/target/%1$s-service.jar".formatted(service));
    }

    @Override
    public String toString() {
        return version;
    }
}
