package dev.witloof.runtime.internal;

import com.sun.security.auth.module.UnixSystem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/**
 * Who may change a file or put another in its place: whoever may write to it, or to one of the
 * folders on the way to it, or to one with a symbolic link that leads there, or to those above.
 * That may be the user and root. Access control lists are not looked at.
 */
final class WriteAccess {
  private static final int STICKY = 01000;
  private static final long ROOT = 0;
  private static final int MOST_LINKS = 40;

  private final long user;

  /**
   * @param user the number of the one who may write
   */
  WriteAccess(long user) {
    this.user = user;
  }

  /** That of the user whose process this is. */
  static WriteAccess ofProcess() {
    return new WriteAccess(new UnixSystem().getUid());
  }

  /** Whether the file system of a path tells who may write. */
  static boolean isKnown(Path path) {
    return path.getFileSystem().supportedFileAttributeViews().contains("unix");
  }

  /**
   * What lets others change a file, and what to do about it; empty when nothing does.
   *
   * @param file of which as much is looked at as there is
   */
  Optional<String> fault(Path file) throws IOException {
    Path absolute = file.toAbsolutePath();
    Deque<Path> names = new ArrayDeque<>();
    absolute.forEach(names::add);
    Path at = absolute.getRoot();
    int links = 0;
    while (!names.isEmpty()) {
      Optional<String> fault = faultOfFolder(at);
      if (fault.isPresent()) {
        return fault;
      }
      Path name = names.remove();
      Path next = name.toString().equals("..") ? parent(at) : at.resolve(name).normalize();
      if (!Files.exists(next, LinkOption.NOFOLLOW_LINKS)) {
        return Optional.empty();
      }
      fault = faultOfOwner(next);
      if (fault.isPresent()) {
        return fault;
      }
      if (!Files.isSymbolicLink(next)) {
        at = next;
      } else if (++links > MOST_LINKS) {
        return Optional.of("it is behind a link that leads to itself; name the file itself");
      } else {
        Path target = Files.readSymbolicLink(next);
        at = target.isAbsolute() ? target.getRoot() : at;
        prepend(target, names);
      }
    }
    return Files.isDirectory(at) ? faultOfFolder(at) : faultOfFile(at);
  }

  private static Path parent(Path folder) {
    Path parent = folder.getParent();
    return parent == null ? folder : parent;
  }

  private static void prepend(Path target, Deque<Path> names) {
    for (int i = target.getNameCount() - 1; i >= 0; i--) {
      names.addFirst(target.getName(i));
    }
  }

  private Optional<String> faultOfOwner(Path path) throws IOException {
    Integer owner = (Integer) Files.getAttribute(path, "unix:uid", LinkOption.NOFOLLOW_LINKS);
    if (owner == user || owner == ROOT) {
      return Optional.empty();
    }
    return Optional.of(
        "%s belongs to %s, who could change it; it must be yours or root's: chown -h %d %s"
            .formatted(
                path, Files.getOwner(path, LinkOption.NOFOLLOW_LINKS).getName(), user, path));
  }

  private static Optional<String> faultOfFile(Path file) throws IOException {
    return others(file)
        .map(who -> "%s may write to it; make it yours alone: chmod 600 %s".formatted(who, file));
  }

  /** In a sticky folder, such as /tmp, only owners may put something else in a file's place. */
  private static Optional<String> faultOfFolder(Path folder) throws IOException {
    if (((int) Files.getAttribute(folder, "unix:mode") & STICKY) != 0) {
      return Optional.empty();
    }
    return others(folder)
        .map(
            who ->
                "%s may write to the folder %s and so put another file in its place: chmod go-w %s"
                    .formatted(who, folder, folder));
  }

  private static Optional<String> others(Path path) throws IOException {
    var permissions = Files.getPosixFilePermissions(path);
    if (permissions.contains(PosixFilePermission.OTHERS_WRITE)) {
      return Optional.of("everybody");
    } else if (permissions.contains(PosixFilePermission.GROUP_WRITE)) {
      return Optional.of("its group");
    }
    return Optional.empty();
  }
}
