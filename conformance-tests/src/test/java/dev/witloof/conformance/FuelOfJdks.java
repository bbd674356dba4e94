package dev.witloof.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.witloof.engine.FuelSchedule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/**
 * What a built guest burned, in a file beside it for each JDK that ran it: {@code
 * SHA256.fuel-VERSION.jdk-N}, a line for each call. All that are there must be equal.
 */
final class FuelOfJdks {
  /** A JDK whose files must be there, so that the comparison is known to have been made. */
  private static final String OTHER = "guests.fuel.jdk";

  private FuelOfJdks() {}

  /** Compares with what earlier runs have left, on this JDK and others, and leaves the like. */
  static void assertSame(Path guest, List<Long> fuel) throws IOException {
    String common =
        "%s.fuel-%d.jdk-".formatted(sha256(Files.readAllBytes(guest)), FuelSchedule.VERSION);
    for (Path left : left(guest, common)) {
      assertEquals(
          Files.readAllLines(left),
          lines(fuel),
          () ->
              "%s burned the fuel in %s, and now, on JDK %d, other fuel; if FuelSchedule or this"
                      .formatted(guest, left, Runtime.version().feature())
                  + " test has changed since, delete the file");
    }
    String other = System.getProperty(OTHER);
    if (other != null) {
      Path expected = guest.resolveSibling(common + other);
      assertTrue(
          Files.exists(expected),
          () -> "%s is not there: run this with JDK %s first".formatted(expected, other));
    }
    Files.write(guest.resolveSibling(common + Runtime.version().feature()), lines(fuel));
  }

  private static List<Path> left(Path guest, String common) throws IOException {
    try (Stream<Path> files = Files.list(guest.resolveSibling("."))) {
      return files
          .filter(file -> file.getFileName().toString().startsWith(common))
          .sorted()
          .toList();
    }
  }

  private static List<String> lines(List<Long> fuel) {
    return fuel.stream().map(String::valueOf).toList();
  }

  private static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JVM has SHA-256", e);
    }
  }
}
