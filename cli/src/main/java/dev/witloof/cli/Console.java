package dev.witloof.cli;

import dev.witloof.runtime.GuestText;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The outside of a command: its two streams and the folder that relative paths are relative to.
 *
 * @param out results, UTF-8; never closed by a command
 * @param err everything else
 * @param folder the working directory
 * @param cache the directory for compiled code unless a command is given another; empty for none
 * @param interactive whether a person is watching, so that a line may be drawn over
 */
record Console(
    OutputStream out, PrintWriter err, Path folder, Optional<Path> cache, boolean interactive) {

  /** Standard output is taken from its descriptor: {@link System#out} would hide a broken pipe. */
  static Console ofProcess() {
    return new Console(
        new FileOutputStream(FileDescriptor.out),
        new PrintWriter(System.err, true, StandardCharsets.UTF_8),
        Path.of("").toAbsolutePath(),
        CacheOptions.userDirectory(System.getenv(), System.getProperty("user.home")),
        System.console() != null);
  }

  /** One or a few lines to stderr; control characters a connector may have put in are removed. */
  void say(String text) {
    err.println(GuestText.lines(text));
    err.flush();
  }
}
