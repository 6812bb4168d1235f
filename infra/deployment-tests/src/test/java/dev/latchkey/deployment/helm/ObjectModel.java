package dev.latchkey.deployment.helm;

import com.google.gson.JsonElement;
import io.kubernetes.client.openapi.JSON;
import io.kubernetes.client.openapi.models.V1ConfigMap;
import io.kubernetes.client.openapi.models.V1Deployment;
import io.kubernetes.client.openapi.models.V1Ingress;
import io.kubernetes.client.openapi.models.V1Job;
import io.kubernetes.client.openapi.models.V1NetworkPolicy;
import io.kubernetes.client.openapi.models.V1PodDisruptionBudget;
import io.kubernetes.client.openapi.models.V1Service;
import io.kubernetes.client.openapi.models.V1ServiceAccount;
import io.kubernetes.client.openapi.models.V2HorizontalPodAutoscaler;
import java.io.IOException;
import java.util.Map;
import java.util.Objects;

/** What Kubernetes itself knows of the objects that the chart renders: their fields, which of them are needed, and their types. */
final class ObjectModel {

    private interface Validation {
        void check(JsonElement object) throws IOException;
    }

    private record Known(Class<?> type, Validation validation) {}

    private static final Map<String, Known> KNOWN = Map.of(
            "v1 ConfigMap", new Known(V1ConfigMap.class, V1ConfigMap::validateJsonElement),
            "v1 Service", new Known(V1Service.class, V1Service::validateJsonElement),
            "v1 ServiceAccount", new Known(V1ServiceAccount.class, V1ServiceAccount::validateJsonElement),
            "apps/v1 Deployment", new Known(V1Deployment.class, V1Deployment::validateJsonElement),
            "batch/v1 Job", new Known(V1Job.class, V1Job::validateJsonElement),
            "autoscaling/v2 HorizontalPodAutoscaler",
                    new Known(V2HorizontalPodAutoscaler.class, V2HorizontalPodAutoscaler::validateJsonElement),
            "policy/v1 PodDisruptionBudget",
                    new Known(V1PodDisruptionBudget.class, V1PodDisruptionBudget::validateJsonElement),
            "networking.k8s.io/v1 NetworkPolicy",
                    new Known(V1NetworkPolicy.class, V1NetworkPolicy::validateJsonElement),
            "networking.k8s.io/v1 Ingress", new Known(V1Ingress.class, V1Ingress::validateJsonElement));

    private ObjectModel() {}

    static boolean knows(Manifest manifest) {
        return KNOWN.containsKey(key(manifest));
    }

    /** Fails on an unknown field, a missing one and one of another type, and says which it is. */
    static void check(Manifest manifest) {
        Known known = Objects.requireNonNull(KNOWN.get(key(manifest)), key(manifest));
        JsonElement object = JSON.getGson().toJsonTree(manifest.content());
        try {
            known.validation().check(object);
            JSON.getGson().fromJson(object, known.type());
        } catch (IOException | RuntimeException e) {
            throw new AssertionError(manifest + ": " + e.getMessage(), e);
        }
    }

    private static String key(Manifest manifest) {
        return manifest.apiVersion() + " " + manifest.kind();
    }
}
