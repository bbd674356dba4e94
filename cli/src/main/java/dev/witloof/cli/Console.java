package dev.witloof.cli;

import dev.witloof.runtime.GrantsFile;
import dev.witloof.runtime.GuestText;
import java.io.BufferedReader;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * The outside of a command: its two streams and the folder that relative paths are relative to.
 *
 * @param out results, UTF-8; never closed by a command
 * @param err everything else
 * @param folder the working directory
 * @param cache the directory for compiled code unless a command is given another; empty for none
 * @param grants the user's file of grants unless a command is given another; empty for none
 * @param answers what a person types, who also sees {@code err}; empty when there is none
 */
record Console(
    OutputStream out,
    PrintWriter err,
    Path folder,
    Optional<Path> cache,
    Optional<Path> grants,
    Optional<BufferedReader> answers) {

  private static final Set<String> YES = Set.of("y", "yes");

  /** Standard output is taken from its descriptor: {@link System#out} would hide a broken pipe. */
  static Console ofProcess() {
    return new Console(
        new FileOutputStream(FileDescriptor.out),
        new PrintWriter(System.err, true, StandardCharsets.UTF_8),
        Path.of("").toAbsolutePath(),
        CacheOptions.userDirectory(System.getenv(), System.getProperty("user.home")),
        GrantsFile.ofUser(System.getenv(), Optional.ofNullable(System.getProperty("user.home"))),
        Optional.ofNullable(System.console()).map(console -> new BufferedReader(console.reader())));
  }

  /** Whether a person is watching, so that a line may be drawn over. */
  boolean interactive() {
    return answers.isPresent();
  }

  /** Asks the person for a yes; no answer is a no. */
  boolean confirms(String question) {
    err.print(GuestText.lines(question) + " [y/N] ");
    err.flush();
    try {
      String answer = answers.isPresent() ? answers.get().readLine() : null;
      return answer != null && YES.contains(answer.strip().toLowerCase(Locale.ROOT));
    } catch (IOException e) {
      throw new UncheckedIOException("the answer cannot be read: " + e.getMessage(), e);
    }
  }

  /** One or a few lines to stderr; control characters a connector may have put in are removed. */
  void say(String text) {
    err.println(GuestText.lines(text));
    err.flush();
  }
}
