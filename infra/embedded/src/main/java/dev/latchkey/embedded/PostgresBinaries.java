package dev.latchkey.embedded;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Locale;
import java.util.Properties;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;
import org.jspecify.annotations.Nullable;

/** PostgreSQL's programs for this platform, unpacked once per version into a cache folder that all runs share. */
final class PostgresBinaries {

    private PostgresBinaries() {}

    /** The folder with {@code bin}, {@code lib} and {@code share}. */
    static Path unpacked() {
        String platform = platform(System.getProperty("os.name"), System.getProperty("os.arch"));
        Path home = cache().resolve("postgresql-" + version() + "-" + platform);
        DirectoryMadeOnce.at(home, making -> unpack("/postgres-" + platform + ".txz", making));
        return home;
    }

    static String version() {
        Properties versions = new Properties();
        try (InputStream in = PostgresBinaries.class.getResourceAsStream("versions.properties")) {
            versions.load(in);
            return versions.getProperty("postgresql.version", "unknown");
        } catch (IOException e) {
            throw new EmbeddedServerException("the version of the embedded PostgreSQL is not readable", e);
        }
    }

    /** The name that the archives use, such as {@code linux-x86_64}. */
    static String platform(String os, String architecture) {
        String system = os.toLowerCase(Locale.ROOT).startsWith("mac") ? "darwin" : os.toLowerCase(Locale.ROOT);
        return system + "-" + (architecture.equals("aarch64") ? "arm_64" : "x86_64");
    }

    /** {@code LATCHKEY_CACHE}, or where this system keeps caches. Root's is open to all, as PostgreSQL will not run as root. */
    private static Path cache() {
        String chosen = System.getenv("LATCHKEY_CACHE");
        if (chosen != null && !chosen.isBlank()) {
            return Path.of(chosen);
        }
        if ("root".equals(System.getProperty("user.name"))) {
            return Path.of("/var/cache/latchkey");
        }
        String xdg = System.getenv("XDG_CACHE_HOME");
        return xdg != null && xdg.startsWith("/")
                ? Path.of(xdg, "latchkey")
                : Path.of(System.getProperty("user.home"), ".cache", "latchkey");
    }

    private static void unpack(String archive, Path into) throws IOException {
        try (InputStream packed = PostgresBinaries.class.getResourceAsStream(archive)) {
            if (packed == null) {
                throw new EmbeddedServerException("there is no embedded PostgreSQL for this platform (" + archive
                        + " is not on the class path); use an external one");
            }
            Files.setPosixFilePermissions(into, PosixFilePermissions.fromString("rwxr-xr-x"));
            try (var tar = new TarArchiveInputStream(new XZCompressorInputStream(new BufferedInputStream(packed)))) {
                unpackAll(tar, into);
            }
        }
    }

    private static void unpackAll(TarArchiveInputStream tar, Path into) throws IOException {
        for (@Nullable TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
            Path target = into.resolve(entry.getName()).normalize();
            if (!target.startsWith(into)) {
                throw new EmbeddedServerException("the archive of PostgreSQL leaves its folder: " + entry.getName());
            }
            unpackOne(tar, entry, target);
        }
    }

    private static void unpackOne(TarArchiveInputStream tar, TarArchiveEntry entry, Path target) throws IOException {
        if (entry.isDirectory()) {
            Files.createDirectories(target);
            return;
        }
        Files.createDirectories(target.getParent());
        if (entry.isSymbolicLink()) {
            Files.createSymbolicLink(target, Path.of(entry.getLinkName()));
            return;
        }
        Files.copy(tar, target);
        boolean executable = (entry.getMode() & 0100) != 0;
        Files.setPosixFilePermissions(target, PosixFilePermissions.fromString(executable ? "rwxr-xr-x" : "rw-r--r--"));
    }
}
