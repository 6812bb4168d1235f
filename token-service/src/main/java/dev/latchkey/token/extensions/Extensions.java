package dev.latchkey.token.extensions;

import dev.latchkey.extension.Extension;
import dev.latchkey.extension.SignInPolicy;
import dev.latchkey.extension.TokenClaims;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** All extensions of this instance, from its start to its end; those of a kind in the order of their names. */
final class Extensions implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(Extensions.class);
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]{0,39}");

    private final ExtensionJars jars;
    private final List<Guarded<SignInPolicy>> policies;
    private final List<Guarded<TokenClaims>> claims;

    private Extensions(ExtensionJars jars, ExtensionsProperties properties) {
        this.jars = jars;
        List<SignInPolicy> foundPolicies = jars.find(SignInPolicy.class);
        List<TokenClaims> foundClaims = jars.find(TokenClaims.class);
        properties.refuseOthersThan(names(foundPolicies, foundClaims));
        this.policies = guarded(foundPolicies, properties);
        this.claims = guarded(foundClaims, properties);
    }

    /** Finds and starts them. */
    static Extensions started(ExtensionsProperties properties) {
        ExtensionJars jars = new ExtensionJars(Extensions.class.getClassLoader());
        properties.folder().ifPresent(jars::with);
        Extensions extensions = new Extensions(jars, properties);
        extensions.all().forEach(Guarded::start);
        log.info(
                "extensions: sign-in policies {}, token claims {}",
                names(extensions.policies),
                names(extensions.claims));
        return extensions;
    }

    List<Guarded<SignInPolicy>> policies() {
        return policies;
    }

    List<Guarded<TokenClaims>> claims() {
        return claims;
    }

    private Stream<Guarded<?>> all() {
        return Stream.concat(policies.stream(), claims.stream());
    }

    private static Set<String> names(List<SignInPolicy> policies, List<TokenClaims> claims) {
        Set<String> names = new LinkedHashSet<>();
        Stream.concat(policies.stream(), claims.stream())
                .map(Extensions::nameOf)
                .forEach(name -> {
                    if (!names.add(name)) {
                        throw new InvalidExtensionException("two extensions are called " + name);
                    }
                });
        return names;
    }

    private static String nameOf(Extension extension) {
        String name = extension.name();
        if (name == null || !NAME.matcher(name).matches() || name.equals(ExtensionsProperties.FOLDER)) {
            throw new InvalidExtensionException("%s has a name that is none: %s"
                    .formatted(extension.getClass().getName(), name));
        }
        return name;
    }

    private static <E extends Extension> List<Guarded<E>> guarded(List<E> found, ExtensionsProperties properties) {
        return found.stream()
                .map(extension -> new Guarded<>(extension.name(), extension, properties.of(extension.name())))
                .sorted(Comparator.comparing((Guarded<E> guarded) -> guarded.name()))
                .toList();
    }

    private static List<String> names(List<? extends Guarded<?>> extensions) {
        List<String> names = new ArrayList<>();
        extensions.forEach(extension -> names.add(extension.name()));
        return names;
    }

    @Override
    public void close() throws IOException {
        all().forEach(Guarded::close);
        jars.close();
    }
}
