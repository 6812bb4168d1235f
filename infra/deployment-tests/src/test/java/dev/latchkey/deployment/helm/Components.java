package dev.latchkey.deployment.helm;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** The five that the chart deploys, and what can be asked of what was rendered for them. */
final class Components {

    static final List<String> SERVICES = List.of("registration", "authentication", "token", "audit");

    static final List<String> ALL = List.of("registration", "authentication", "token", "audit", "gateway");

    private Components() {}

    static Manifest deployment(List<Manifest> manifests, String component) {
        return only(manifests, "Deployment", component);
    }

    static Manifest only(List<Manifest> manifests, String kind, String component) {
        return manifests.stream()
                .filter(manifest ->
                        manifest.kind().equals(kind) && manifest.component().equals(component))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no " + kind + " of " + component));
    }

    /** The one container of a deployment. */
    static Map<String, Object> container(Manifest deployment) {
        return deployment.list("spec", "template", "spec", "containers").getFirst();
    }

    /** The variables of a deployment that have a plain value. */
    static Map<String, String> environment(Manifest deployment) {
        Map<String, String> environment = new LinkedHashMap<>();
        for (Map<String, Object> variable : Manifest.maps(container(deployment).get("env"))) {
            Object value = variable.get("value");
            if (value != null) {
                environment.put(String.valueOf(variable.get("name")), value.toString());
            }
        }
        return environment;
    }

    /** The names of the secrets that a pod gets to see, mounted or as a variable. */
    static Set<String> secrets(Manifest workload) {
        Set<String> secrets = new TreeSet<>();
        for (Map<String, Object> volume : workload.list("spec", "template", "spec", "volumes")) {
            Object name = Manifest.at(volume, "secret", "secretName");
            if (name != null) {
                secrets.add(name.toString());
            }
        }
        for (Map<String, Object> container : containers(workload)) {
            for (Map<String, Object> variable : Manifest.maps(container.get("env"))) {
                Object name = Manifest.at(variable, "valueFrom", "secretKeyRef", "name");
                if (name != null) {
                    secrets.add(name.toString());
                }
            }
        }
        return secrets;
    }

    static List<Map<String, Object>> containers(Manifest workload) {
        List<Map<String, Object>> containers =
                new ArrayList<>(workload.list("spec", "template", "spec", "initContainers"));
        containers.addAll(workload.list("spec", "template", "spec", "containers"));
        return containers;
    }
}
