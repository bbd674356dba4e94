package dev.witloof.conformance.certification;

import dev.witloof.runtime.trust.Digests;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.List;
import java.util.stream.Stream;

/** The digest of the code that a class comes from. */
final class CodeDigest {
  private CodeDigest() {}

  /**
   * SHA-256 of its jar; or, of a folder of classes, of the digests and names of all its files.
   *
   * @throws UncheckedIOException when it cannot be read
   */
  static String of(Class<?> type) {
    Path code = location(type);
    try {
      return Files.isDirectory(code) ? folder(code) : Digests.sha256(Files.readAllBytes(code));
    } catch (IOException e) {
      throw new UncheckedIOException("the code of " + type.getName() + " cannot be read", e);
    }
  }

  private static Path location(Class<?> type) {
    CodeSource source = type.getProtectionDomain().getCodeSource();
    URL location = source == null ? null : source.getLocation();
    if (location == null || !location.getProtocol().equals("file")) {
      throw new UncheckedIOException(
          new IOException(type.getName() + " is in no jar or folder that has a digest"));
    }
    try {
      return Path.of(location.toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException("a class is at " + location, e);
    }
  }

  private static String folder(Path folder) throws IOException {
    ByteArrayOutputStream lines = new ByteArrayOutputStream();
    try (Stream<Path> files = Files.walk(folder)) {
      List<Path> sorted = files.filter(Files::isRegularFile).sorted().toList();
      for (Path file : sorted) {
        String name = folder.relativize(file).toString().replace('\\', '/');
        String line = Digests.sha256(Files.readAllBytes(file)) + "  " + name + "\n";
        lines.writeBytes(line.getBytes(StandardCharsets.UTF_8));
      }
    }
    return Digests.sha256(lines.toByteArray());
  }
}
