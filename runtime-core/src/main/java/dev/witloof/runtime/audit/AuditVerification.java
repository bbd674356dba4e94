package dev.witloof.runtime.audit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.stream.IntStream;

/**
 * Looks for gaps in an audit trail: lines that were changed, taken out or put in, by their hashes;
 * entries that could not be written, by their sequence. Somebody who can write to the file can make
 * all its hashes anew, and lines taken off its end leave no gap: for that, compare {@link
 * Outcome#lastHash} with one that was noted elsewhere.
 */
public final class AuditVerification {
  /** Faults that are told; a file of another kind has one in every line. */
  private static final int MOST_FAULTS = 100;

  private static final JsonMapper JSON = new JsonMapper();

  private final List<String> faults = new ArrayList<>();
  private final Map<String, Long> sequences = new HashMap<>();
  private String previous = "";
  private boolean complete;
  private long lines;

  private AuditVerification() {}

  /**
   * What was found.
   *
   * @param files how many were read
   * @param lines how many they have
   * @param complete whether they begin with the first line of the trail; otherwise older files were
   *     deleted, as rotation does
   * @param lastHash SHA-256 of the last line, in hexadecimal; 64 zeros when there is none
   * @param missing names of files without which the numbers have a hole: a crash in the middle of a
   *     rotation leaves one, and nothing else is missing then; when lines are, that is among the
   *     faults
   * @param faults what is wrong, each with its place; 100 at most
   */
  public record Outcome(
      int files,
      long lines,
      boolean complete,
      String lastHash,
      List<String> missing,
      List<String> faults) {
    public Outcome {
      missing = List.copyOf(missing);
      faults = List.copyOf(faults);
    }
  }

  /**
   * Verifies a file and those that rotation put aside, whatever links lead to it. It must not be
   * written meanwhile.
   *
   * @throws FileNotFoundException when there are none
   * @throws IOException when a file cannot be read
   */
  public static Outcome verify(Path file) throws IOException {
    RotatedFiles files = RotatedFiles.of(file);
    SortedSet<Integer> numbers = files.numbers();
    if (numbers.isEmpty()) {
      throw new FileNotFoundException("there is no file " + files.file());
    }
    AuditVerification verification = new AuditVerification();
    for (int number = numbers.last(); number >= 0; number--) {
      if (numbers.contains(number)) {
        verification.read(files.at(number));
      }
    }
    return new Outcome(
        numbers.size(),
        verification.lines,
        verification.complete,
        verification.previous.isEmpty() ? LineHash.NO_LINE : verification.previous,
        IntStream.range(0, numbers.last())
            .filter(number -> !numbers.contains(number))
            .mapToObj(number -> files.at(number).getFileName().toString())
            .toList(),
        verification.faults);
  }

  private void read(Path file) throws IOException {
    try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
      ByteArrayOutputStream line = new ByteArrayOutputStream();
      long number = 1;
      for (int b = in.read(); b >= 0; b = in.read()) {
        if (b == '\n') {
          check(line.toByteArray(), file.getFileName() + ":" + number);
          line.reset();
          number++;
        } else {
          line.write(b);
        }
        if (line.size() > LastLine.LONGEST) {
          fault(file.getFileName() + ":" + number, "no line is that long; the rest is not read");
          return;
        }
      }
      if (line.size() > 0) {
        fault(file.getFileName() + ":" + number, "the line is torn: it has no end");
      }
    }
  }

  private void check(byte[] line, String place) {
    lines++;
    try {
      JsonNode node = JSON.readTree(line);
      chain(node.path("prev").asText(), place);
      if (node.has("seq")) {
        sequence(node.path("run").asText(), node.path("seq").asLong(), place);
      }
    } catch (IOException e) {
      fault(
          place,
          "this is no JSON"
              + (e instanceof JsonProcessingException j ? ": " + j.getOriginalMessage() : ""));
    }
    previous = LineHash.of(line);
  }

  private void chain(String hash, String place) {
    if (previous.isEmpty()) {
      complete = hash.equals(LineHash.NO_LINE);
    } else if (!hash.equals(previous)) {
      fault(
          place,
          "the hash of the line before it is %s, and this line says '%s': one of them was changed,"
                  .formatted(previous, hash)
              + " or lines between them were taken out");
    }
  }

  private void sequence(String run, long sequence, String place) {
    Long last = sequences.put(run, sequence);
    long expected = last == null ? 1 : last + 1;
    if (sequence != expected && (last != null || complete)) {
      fault(
          place,
          "entry %d of run %s comes where entry %d is due: what is between could not be written"
              .formatted(sequence, run, expected));
    }
  }

  private void fault(String place, String what) {
    if (faults.size() < MOST_FAULTS) {
      faults.add(place + ": " + what);
    }
  }
}
