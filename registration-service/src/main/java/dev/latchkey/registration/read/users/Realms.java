package dev.latchkey.registration.read.users;

import java.util.List;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/** The names of all connections, in each of which one e-mail address may belong to another person. */
@Component
final class Realms {

    private final List<String> names;

    Realms(Environment environment) {
        names =
                Binder.get(environment)
                        .bind("latchkey.tenant.connections", Bindable.listOf(Named.class))
                        .orElseGet(List::of)
                        .stream()
                        .map(Named::name)
                        .toList();
    }

    List<String> names() {
        return names;
    }

    record Named(String name) {}
}
