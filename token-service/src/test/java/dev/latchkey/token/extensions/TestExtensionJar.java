package dev.latchkey.token.extensions;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import javax.tools.ToolProvider;

/** Makes a jar of an extension out of its source, as a stranger would: it shares no class with the tests. */
public final class TestExtensionJar {

    /** A policy that does as its setting {@code mode} says, and counts how often it was asked. */
    public static final String POLICY = """
            package stranger;

            import dev.latchkey.extension.*;
            import java.util.Map;

            public final class ModePolicy implements SignInPolicy {
                private String mode = "";

                public String name() {
                    return "mode-policy";
                }

                public void start(Map<String, String> settings) {
                    mode = settings.get("mode");
                    if (mode == null) {
                        throw new IllegalArgumentException("the setting mode is missing");
                    }
                }

                public SignInDecision decide(SignInRequest request) {
                    synchronized (ModePolicy.class) {
                        System.setProperty("mode-policy.asked", String.valueOf(Integer.getInteger("mode-policy.asked", 0) + 1));
                    }
                    return switch (mode) {
                        case "allow" -> SignInDecision.allow();
                        case "refuse" -> SignInDecision.refuse("mode-" + request.purpose().name().toLowerCase());
                        case "nothing" -> null;
                        case "throw" -> throw new IllegalStateException("canary@example.com");
                        case "error" -> throw new StackOverflowError();
                        default -> {
                            while (!Boolean.getBoolean("mode-policy.released")) {
                                try {
                                    Thread.sleep(5);
                                } catch (InterruptedException ignored) {
                                    // As bad a policy as there can be.
                                }
                            }
                            yield SignInDecision.allow();
                        }
                    };
                }
            }
            """;

    /** Claims as its setting {@code mode} says. */
    public static final String CLAIMS = """
            package stranger;

            import dev.latchkey.extension.*;
            import java.util.List;
            import java.util.Map;

            public final class ModeClaims implements TokenClaims {
                private String mode = "";

                public String name() {
                    return "mode-claims";
                }

                public void start(Map<String, String> settings) {
                    mode = settings.getOrDefault("mode", "");
                }

                public ExtraClaims claimsFor(TokenRequest request) {
                    return switch (mode) {
                        case "throw" -> throw new IllegalStateException("canary@example.com");
                        case "names" -> ExtraClaims.inBoth(Map.of(
                                "sub", "somebody else", "scope", "admin", "roles", List.of(), "https://example.com/ok", true));
                        case "much" -> ExtraClaims.inBoth(Map.of("https://example.com/much", "x".repeat(5000)));
                        default -> new ExtraClaims(
                                Map.of("https://example.com/grant", request.grant().name()),
                                Map.of("https://example.com/email", request.person().email().orElse("")));
                    };
                }
            }
            """;

    private TestExtensionJar() {}

    /** Compiles the class and packs it as an extension of a kind; returns the folder that the jar is in. */
    public static Path make(Path folder, String jarName, String kind, String className, String source) {
        try {
            Path sources = Files.createTempDirectory(folder, "source");
            Path file = sources.resolve(className + ".java");
            Files.writeString(file, source);
            int problems = ToolProvider.getSystemJavaCompiler()
                    .run(
                            null,
                            null,
                            null,
                            "-cp",
                            System.getProperty("java.class.path"),
                            "-d",
                            sources.toString(),
                            file.toString());
            assertThat(problems).as("compilation of %s", className).isZero();
            Path jars = Files.createDirectories(folder.resolve("jars"));
            try (OutputStream bytes = Files.newOutputStream(jars.resolve(jarName));
                    JarOutputStream jar = new JarOutputStream(bytes)) {
                add(jar, "META-INF/services/" + kind, ("stranger." + className).getBytes(StandardCharsets.UTF_8));
                for (Path type : List.of(Files.list(sources.resolve("stranger")).toArray(Path[]::new))) {
                    add(jar, "stranger/" + type.getFileName(), Files.readAllBytes(type));
                }
            }
            return jars;
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
    }

    public static Path policy(Path folder) {
        return make(folder, "policy.jar", "dev.latchkey.extension.SignInPolicy", "ModePolicy", POLICY);
    }

    public static Path claims(Path folder) {
        return make(folder, "claims.jar", "dev.latchkey.extension.TokenClaims", "ModeClaims", CLAIMS);
    }

    private static void add(JarOutputStream jar, String name, byte[] content) throws IOException {
        jar.putNextEntry(new JarEntry(name));
        jar.write(content);
        jar.closeEntry();
    }
}
