package dev.latchkey.endtoend;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Function;

/** Sends each call to any of the instances that serve, so that what one version began another one goes on with. */
final class Balancer {

    private final List<Instance> serving = new CopyOnWriteArrayList<>();

    synchronized void add(List<Instance> instances) {
        serving.addAll(instances);
    }

    synchronized void remove(List<Instance> instances) {
        serving.removeAll(instances);
    }

    /** What an instance answered, and which version it is. */
    record Answered(String version, Answer answer) {}

    Answered call(String service, Function<Application, Answer> call) {
        var instance = enter(service);
        try {
            return new Answered(instance.release().version(), call.apply(instance.application()));
        } finally {
            instance.leave();
        }
    }

    /** Under the lock, so that who is removed has nobody on the way. */
    private synchronized Instance enter(String service) {
        var choice = serving.stream()
                .filter(instance -> instance.service().equals(service))
                .toList();
        var instance = choice.get(ThreadLocalRandom.current().nextInt(choice.size()));
        instance.enter();
        return instance;
    }

    /** Any instance of a service that serves now. */
    synchronized Instance any(String service) {
        return serving.stream()
                .filter(instance -> instance.service().equals(service))
                .findFirst()
                .orElseThrow();
    }
}
