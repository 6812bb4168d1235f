package dev.latchkey.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * How to run PostgreSQL, which refuses to run as root, as somebody else. Ways are tried in the order of this list; the last
 * two need every parent directory to be passable for the user {@code nobody}.
 */
enum OrdinaryUser {
    /** We are no root: nothing to do. */
    OURSELVES(0, ""),
    /** A user namespace in which root is nobody; files stay root's. */
    NAMESPACE(0, "unshare -U"),
    /** The kernel's own way to become nobody. */
    SETPRIV(65534, "setpriv --reuid=65534 --regid=65534 --clear-groups"),
    /** The way of systems whose setpriv is too old or too small. */
    RUNUSER(65534, "runuser -u nobody --");

    private final int fileOwner;
    private final String command;

    OrdinaryUser(int fileOwner, String command) {
        this.fileOwner = fileOwner;
        this.command = command;
    }

    /** The first way in which a user that is not root can run {@code program} and reach {@code directory}. */
    static OrdinaryUser whoCanRun(Path program, Path directory) {
        if (!isRoot()) {
            return OURSELVES;
        }
        for (OrdinaryUser way : List.of(NAMESPACE, SETPRIV, RUNUSER)) {
            if (way.reaches(program, directory)) {
                return way;
            }
        }
        throw new EmbeddedServerException("""
                PostgreSQL does not run as root, and no other user was found who can run it: user namespaces are \
                not permitted here, and the user nobody cannot reach %s or %s. Start Latchkey as an ordinary user, or \
                choose folders that everybody may enter.""".formatted(program, directory));
    }

    List<String> prefix() {
        return command.isEmpty() ? List.of() : List.of(command.split(" ", -1));
    }

    /** Makes the file or directory, with all that is in it, this user's own. */
    void own(Path path) throws IOException {
        if (isRoot() && !Integer.valueOf(fileOwner).equals(Files.getAttribute(path, "unix:uid"))) {
            if (!ChildProcesses.succeeds(List.of(), "chown", "-R", fileOwner + ":" + fileOwner, path.toString())) {
                throw new EmbeddedServerException("could not give " + path + " to user " + fileOwner);
            }
        }
    }

    boolean reaches(Path program, Path directory) {
        String test = "test \"$(id -u)\" != 0 && test -x \"$1\" && test -x \"$2\"";
        return ChildProcesses.succeeds(prefix(), "sh", "-c", test, "sh", program.toString(), directory.toString());
    }

    static boolean isRoot() {
        return "root".equals(System.getProperty("user.name"));
    }
}
