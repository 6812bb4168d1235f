package dev.latchkey.embedded;

import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import org.jspecify.annotations.Nullable;

/** Makes a directory whole or not at all: it is filled under another name and then renamed, so a crash leaves no half of it. */
final class DirectoryMadeOnce {

    /** What puts the content into the new directory. */
    @FunctionalInterface
    interface Content {
        void fill(Path directory) throws Exception;
    }

    private DirectoryMadeOnce() {}

    static void at(Path target, Content content) {
        if (Files.isDirectory(target)) {
            return;
        }
        try {
            Path parent = Files.createDirectories(target.toAbsolutePath().getParent());
            Path making = Files.createTempDirectory(parent, target.getFileName() + ".making-");
            try {
                content.fill(making);
                moveUnlessMadeMeanwhile(making, target);
            } finally {
                delete(making);
            }
        } catch (EmbeddedServerException e) {
            throw e;
        } catch (Exception e) {
            throw new EmbeddedServerException("could not make " + target + ": " + e.getMessage(), e);
        }
    }

    private static void moveUnlessMadeMeanwhile(Path making, Path target) throws IOException {
        try {
            Files.move(making, target, StandardCopyOption.ATOMIC_MOVE);
        } catch (FileAlreadyExistsException | DirectoryNotEmptyException e) {
            // Another process was faster; its directory is as good as ours.
            delete(making);
        }
    }

    static void delete(Path directory) throws IOException {
        if (!Files.exists(directory)) {
            return;
        }
        Files.walkFileTree(directory, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path visited, @Nullable IOException failure) throws IOException {
                if (failure != null) {
                    throw failure;
                }
                Files.delete(visited);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
