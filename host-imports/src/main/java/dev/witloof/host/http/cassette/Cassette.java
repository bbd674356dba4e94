package dev.witloof.host.http.cassette;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;

/**
 * Recorded HTTP exchanges, in the order in which they were sent, and how requests are compared with
 * them. One JSON file, which people may read and change. Immutable.
 *
 * @param about what a person says of it
 */
public record Cassette(Optional<String> about, Matching matching, List<Interaction> interactions) {
  /** The format that is read and written. */
  static final int VERSION = 1;

  /** Bytes of a file. */
  private static final long MAX_FILE = 512L << 20;

  public Cassette {
    interactions = List.copyOf(interactions);
  }

  /**
   * Reads a cassette.
   *
   * @throws IOException when it cannot be read, or is none: naming the file and what is wrong where
   */
  public static Cassette read(Path file) throws IOException {
    if (!Files.isRegularFile(file)) {
      throw new IOException("there is no cassette " + file);
    }
    if (Files.size(file) > MAX_FILE) {
      throw new IOException("the cassette " + file + " has more than " + (MAX_FILE >> 20) + " MiB");
    }
    try {
      return CassetteReader.read(Json.MAPPER.readTree(file.toFile()));
    } catch (JsonProcessingException e) {
      throw new IOException(
          "the cassette %s is no JSON at line %d, column %d: %s"
              .formatted(
                  file,
                  e.getLocation() == null ? 1 : e.getLocation().getLineNr(),
                  e.getLocation() == null ? 1 : e.getLocation().getColumnNr(),
                  e.getOriginalMessage()),
          e);
    } catch (IllegalArgumentException e) {
      throw new IOException("the cassette " + file + " is wrong: " + e.getMessage(), e);
    }
  }

  /**
   * Writes the file whole or not at all, in place of what is there.
   *
   * @throws IOException when it cannot be written; what was there is there still
   */
  public void write(Path file) throws IOException {
    Path folder = Optional.ofNullable(file.toAbsolutePath().getParent()).orElse(file);
    Path written = Files.createTempFile(folder, file.getFileName() + ".", ".tmp");
    try {
      Files.writeString(written, CassetteWriter.text(this));
      try {
        Files.move(written, file, StandardCopyOption.ATOMIC_MOVE);
      } catch (AtomicMoveNotSupportedException e) {
        throw new IOException("the file system of " + file + " cannot replace a file at once", e);
      }
    } finally {
      Files.deleteIfExists(written);
    }
  }
}
