package dev.latchkey.token.extensions;

import dev.latchkey.extension.Extension;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.stream.Stream;

/**
 * Finds extensions: on the service's own class path, and in the jars of a folder, each with a class loader of its own.
 *
 * <p>So the libraries that an extension brings along meet neither ours nor those of another one.
 */
final class ExtensionJars implements AutoCloseable {

    private final List<ClassLoader> loaders = new ArrayList<>();
    private final List<URLClassLoader> opened = new ArrayList<>();

    ExtensionJars(ClassLoader own) {
        loaders.add(own);
    }

    /** Takes the jars of a folder along, in the order of their names. */
    ExtensionJars with(Path folder) {
        if (!Files.isDirectory(folder)) {
            throw new InvalidExtensionException("latchkey.extensions.folder is no folder: " + folder);
        }
        try (Stream<Path> files = Files.list(folder)) {
            files.filter(file -> file.toString().endsWith(".jar")).sorted().forEach(this::open);
        } catch (IOException unreadable) {
            throw new InvalidExtensionException("the extensions in " + folder + " cannot be read", unreadable);
        }
        return this;
    }

    private void open(Path jar) {
        try {
            URLClassLoader loader = new URLClassLoader(
                    jar.getFileName().toString(), new URL[] {jar.toUri().toURL()}, new SharedTypes());
            opened.add(loader);
            loaders.add(loader);
        } catch (MalformedURLException impossible) {
            throw new InvalidExtensionException(jar + " cannot be opened", impossible);
        }
    }

    /** One instance of every extension of a kind. */
    <E extends Extension> List<E> find(Class<E> kind) {
        List<E> found = new ArrayList<>();
        for (ClassLoader loader : loaders) {
            try {
                ServiceLoader.load(kind, loader).forEach(found::add);
            } catch (ServiceConfigurationError | LinkageError broken) {
                throw new InvalidExtensionException(
                        "%s: %s".formatted(loader.getName() == null ? "class path" : loader.getName(), broken), broken);
            }
        }
        return found;
    }

    @Override
    public void close() throws IOException {
        for (URLClassLoader loader : opened) {
            loader.close();
        }
    }

    /** What an extension shares with the service: the types of its interface, and the JDK. */
    private static final class SharedTypes extends ClassLoader {

        private static final String INTERFACE = Extension.class.getPackageName() + ".";

        SharedTypes() {
            super("extension-api", ClassLoader.getPlatformClassLoader());
        }

        @Override
        protected Class<?> findClass(String name) throws ClassNotFoundException {
            if (name.startsWith(INTERFACE)) {
                return Class.forName(name, false, Extension.class.getClassLoader());
            }
            throw new ClassNotFoundException(name);
        }
    }
}
