package dev.latchkey.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import javax.tools.ToolProvider;

/** A folder of extensions, as a platform team fills it. */
record ExtensionFolder(Path path) {

    /** Puts one of the examples there, as it was built. */
    ExtensionFolder withExample(String name) {
        var jar = Suite.home().resolve("examples/%1$s/target/example-%1$s.jar".formatted(name));
        assertThat(jar).as("built by `mvn verify` from the root").exists();
        try {
            Files.copy(jar, path.resolve(jar.getFileName()));
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Compiles a policy against the published interface and nothing else, and puts it there. */
    ExtensionFolder withPolicy(String className, String source) {
        try {
            var sources = Files.createTempDirectory("extension");
            Files.writeString(sources.resolve(className + ".java"), source);
            var problems = ToolProvider.getSystemJavaCompiler()
                    .run(
                            null,
                            null,
                            null,
                            "-cp",
                            Suite.home().resolve("extension-api/target/classes").toString(),
                            "-d",
                            sources.toString(),
                            sources.resolve(className + ".java").toString());
            assertThat(problems).as("compilation of %s", className).isZero();
            try (OutputStream bytes = Files.newOutputStream(path.resolve(className + ".jar"));
                    var jar = new JarOutputStream(bytes)) {
                add(
                        jar,
                        "META-INF/services/dev.latchkey.extension.SignInPolicy",
                        className.getBytes(StandardCharsets.UTF_8));
                add(jar, className + ".class", Files.readAllBytes(sources.resolve(className + ".class")));
            }
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String setting() {
        return "--latchkey.extensions.folder=" + path;
    }

    private static void add(JarOutputStream jar, String name, byte[] content) throws IOException {
        jar.putNextEntry(new JarEntry(name));
        jar.write(content);
        jar.closeEntry();
    }
}
