package dev.latchkey.testing.walls;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.Map;
import java.util.Set;

/** The floor plan: which modules each module may know. Services meet in the kernel and through Kafka, nowhere else. */
final class KnowNeighboursOnly extends ArchCondition<JavaClass> {

    private static final String HOUSE = "dev.latchkey.";

    private static final Map<String, Set<String>> NEIGHBOURS = Map.ofEntries(
            Map.entry("tracing", Set.of()),
            Map.entry("kernel", Set.of("tracing")),
            Map.entry("registration", Set.of("kernel", "tracing")),
            Map.entry("authentication", Set.of("kernel", "tracing")),
            Map.entry("token", Set.of("kernel", "extension", "tracing")),
            Map.entry("extension", Set.of()),
            Map.entry("audit", Set.of("kernel", "proof")),
            Map.entry("proof", Set.of()),
            Map.entry("gateway", Set.of("tracing")),
            Map.entry("authenticator", Set.of()),
            Map.entry("embedded", Set.of()),
            Map.entry("standalone", Set.of("embedded", "gateway", "authenticator", "tracing")),
            Map.entry("testing", Set.of("embedded")));

    KnowNeighboursOnly() {
        super("know only the neighbours of their module");
    }

    @Override
    public void check(JavaClass known, ConditionEvents events) {
        String module = moduleOf(known);
        known.getDirectDependenciesFromSelf().stream()
                .filter(dependency -> isOurs(dependency.getTargetClass()))
                .filter(dependency -> !mayKnow(module, moduleOf(dependency.getTargetClass())))
                .map(Dependency::getDescription)
                .forEach(description -> events.add(SimpleConditionEvent.violated(known, description)));
    }

    private static boolean mayKnow(String module, String other) {
        Set<String> neighbours = NEIGHBOURS.get(module);
        if (neighbours == null) {
            throw new IllegalStateException("module " + module + " has no place in the floor plan yet");
        }
        return module.equals(other) || neighbours.contains(other);
    }

    private static boolean isOurs(JavaClass type) {
        return type.getPackageName().startsWith(HOUSE);
    }

    private static String moduleOf(JavaClass type) {
        return type.getPackageName().substring(HOUSE.length()).split("\\.", 2)[0];
    }
}
