package dev.witloof.runtime.audit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The file that a trail is written to, and those that were put aside: {@code FILE.1} is the newest
 * of these. Immutable.
 *
 * @param file its real path, not that of a link
 */
record RotatedFiles(Path file) {
  /** Longer numbers, such as dates, are not ours. */
  private static final Pattern NUMBER = Pattern.compile("[1-9][0-9]{0,4}");

  private static final int MOST_LINKS = 40;

  /**
   * The files of a trail, whatever links lead to the one that is written.
   *
   * @throws IOException saying what to do when it is a folder or in none
   */
  static RotatedFiles of(Path file) throws IOException {
    Path real = inRealFolder(file.toAbsolutePath());
    for (int links = 0; Files.isSymbolicLink(real); links++) {
      if (links == MOST_LINKS) {
        throw new IOException(file + " is a link that leads to itself");
      }
      real = inRealFolder(real.resolveSibling(Files.readSymbolicLink(real)));
    }
    if (Files.exists(real) && !Files.isRegularFile(real)) {
      throw new IOException(real + " is no regular file; an audit trail needs one");
    }
    return new RotatedFiles(real);
  }

  private static Path inRealFolder(Path file) throws IOException {
    Path folder = file.getParent();
    if (folder == null || Files.isDirectory(file)) {
      throw new IOException(file + " is a folder; an audit trail needs a file");
    }
    try {
      return folder.toRealPath().resolve(file.getFileName());
    } catch (NoSuchFileException e) {
      throw new IOException("there is no folder " + folder + " for an audit trail; make it", e);
    }
  }

  /** The file of a number; 0 is the one that is written. */
  Path at(int number) {
    return number == 0 ? file : file.resolveSibling(file.getFileName() + "." + number);
  }

  /** The numbers of the files there are. */
  SortedSet<Integer> numbers() throws IOException {
    SortedSet<Integer> numbers = new TreeSet<>();
    if (Files.exists(file)) {
      numbers.add(0);
    }
    String prefix = file.getFileName() + ".";
    try (Stream<Path> siblings = Files.list(file.resolveSibling(""))) {
      siblings
          .map(path -> path.getFileName().toString())
          .filter(name -> name.startsWith(prefix))
          .map(name -> NUMBER.matcher(name.substring(prefix.length())))
          .filter(Matcher::matches)
          .forEach(number -> numbers.add(Integer.parseInt(number.group())));
    }
    return numbers;
  }

  /**
   * Puts the file aside. A number that a crash in the middle of this left free is filled, so that
   * the next time makes up for it.
   *
   * @param most how many files there may be, the one that is written among them
   */
  void rotate(int most) throws IOException {
    SortedSet<Integer> numbers = numbers();
    for (int number :
        numbers.tailSet(Math.max(1, most)).stream().sorted((a, b) -> b - a).toList()) {
      Files.delete(at(number));
    }
    int free = 1;
    while (free < most - 1 && numbers.contains(free)) {
      free++;
    }
    if (most == 1) {
      Files.delete(file);
      return;
    }
    for (int number = free; number >= 1; number--) {
      Files.move(at(number - 1), at(number), StandardCopyOption.REPLACE_EXISTING);
    }
  }
}
