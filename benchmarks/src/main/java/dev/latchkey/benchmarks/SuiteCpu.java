package dev.latchkey.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The CPU time that each part of a running suite has used so far, as Linux counts it; children are counted with their parent. */
final class SuiteCpu {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String FRONT_DOOR = "supervisor and gateway";
    /** The unit of /proc/PID/stat is 1/100 s on every Linux that Java runs on. */
    private static final double MILLISECONDS_PER_TICK = 10;

    private static final int USER_TIME_FIELD = 11;
    private static final int SYSTEM_TIME_FIELD = 12;

    private final Map<String, ProcessHandle> parts = new TreeMap<>();

    /** Of the suite that keeps its data in this folder. */
    SuiteCpu(Path data) {
        for (JsonNode part : read(data.resolve("run/suite.json")).required("parts")) {
            ProcessHandle.of(part.path("pid").asLong())
                    .ifPresent(process -> parts.put(part.path("name").asString(), process));
        }
        parts.values().stream()
                .flatMap(process -> process.parent().stream())
                .findFirst()
                .ifPresent(supervisor -> parts.put(FRONT_DOOR, supervisor));
    }

    /** Milliseconds a part. */
    Map<String, Double> milliseconds() {
        Map<String, Double> used = new TreeMap<>();
        parts.forEach((name, process) ->
                used.put(name, FRONT_DOOR.equals(name) ? own(process) : own(process) + children(process)));
        return used;
    }

    private static double children(ProcessHandle process) {
        return process.descendants().mapToDouble(SuiteCpu::own).sum();
    }

    private static double own(ProcessHandle process) {
        return stat(process)
                .map(stat -> stat.substring(stat.lastIndexOf(')') + 2).split(" "))
                .map(fields -> (Long.parseLong(fields[USER_TIME_FIELD]) + Long.parseLong(fields[SYSTEM_TIME_FIELD]))
                        * MILLISECONDS_PER_TICK)
                .orElse(0.0);
    }

    private static Optional<String> stat(ProcessHandle process) {
        try {
            return Optional.of(Files.readString(Path.of("/proc", String.valueOf(process.pid()), "stat")));
        } catch (IOException ended) {
            return Optional.empty();
        }
    }

    private static JsonNode read(Path file) {
        try {
            return JSON.readTree(Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException("no suite runs on this folder", e);
        }
    }
}
