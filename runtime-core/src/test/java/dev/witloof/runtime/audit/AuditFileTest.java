package dev.witloof.runtime.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.witloof.runtime.event.ConnectorEvent;
import dev.witloof.runtime.event.ConnectorEvent.EgressDecided;
import dev.witloof.runtime.event.ConnectorEvent.LimitStruck;
import dev.witloof.runtime.event.ConnectorEvent.LimitStruck.Decision;
import dev.witloof.runtime.event.ConnectorEvent.LogDropped;
import dev.witloof.runtime.event.ConnectorEvent.SecretUsed;
import dev.witloof.runtime.event.ConnectorIdentity;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AuditFileTest {
  private static final ConnectorIdentity QUAKES =
      new ConnectorIdentity("quakes", Optional.of("1.2.3"), "a".repeat(64));
  private static final ConnectorEvent SECRET = new SecretUsed(QUAKES, "env", "TOKEN");
  private static final Rotation SMALL = new Rotation(64 << 10, 3);

  @TempDir private Path folder;
  private Path path;

  @BeforeEach
  void name() {
    path = folder.resolve("audit.jsonl");
  }

  private AuditTrail trail() throws IOException {
    return AuditTrail.to(AuditFile.open(path));
  }

  private List<String> lines() throws IOException {
    return Files.readAllLines(path);
  }

  @Test
  void aLineTellsTimeRunSequenceConnectorAndWhatWasDecided() throws IOException {
    List<String> lines = new ArrayList<>();
    AuditTrail trail =
        new AuditTrail(
            entry -> lines.add(entry.toJson().replace(entry.run(), "RUN")),
            false,
            Clock.fixed(Instant.parse("2026-05-04T03:02:01Z"), ZoneOffset.UTC),
            () -> 0,
            (nanos, task) -> {});
    trail.on(
        new EgressDecided(
            QUAKES,
            "GET",
            "https",
            "api.example",
            443,
            Optional.of("192.0.2.1"),
            Optional.empty()));
    trail.on(
        new LimitStruck(QUAKES, "discover", Optional.empty(), "fuel", 10, 11, Decision.TRANSIENT));
    trail.on(new LogDropped(QUAKES, 5));

    String connector =
        "\"connector\":{\"name\":\"quakes\",\"version\":\"1.2.3\",\"sha256\":\""
            + "a".repeat(64)
            + "\"}";
    assertEquals(
        List.of(
            "{\"form\":1,\"time\":\"2026-05-04T03:02:01Z\",\"run\":\"RUN\",\"seq\":1,"
                + "\"event\":\"egress\","
                + connector
                + ",\"method\":\"GET\",\"scheme\":\"https\",\"host\":\"api.example\",\"port\":443,"
                + "\"address\":\"192.0.2.1\",\"decision\":\"let-out\"}",
            "{\"form\":1,\"time\":\"2026-05-04T03:02:01Z\",\"run\":\"RUN\",\"seq\":2,"
                + "\"event\":\"limit\","
                + connector
                + ",\"function\":\"discover\",\"limit\":\"fuel\",\"budget\":10,\"used\":11,"
                + "\"decision\":\"transient\"}"),
        lines);
  }

  @Test
  void linesHoldOnToEachOtherFromRunToRun() throws IOException {
    for (int run = 0; run < 2; run++) {
      AuditTrail trail = trail();
      trail.on(SECRET);
      trail.on(SECRET);
    }
    assertEquals(4, lines().size());
    AuditVerification.Outcome outcome = AuditVerification.verify(path);
    assertEquals(List.of(), outcome.faults());
    assertEquals(4, outcome.lines());
    assertTrue(outcome.complete());
    assertEquals(LineHash.of(lines().get(3).getBytes(StandardCharsets.UTF_8)), outcome.lastHash());
  }

  @Test
  void onlyTheOwnerMayReadIt() throws IOException {
    trail().on(SECRET);
    assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(path)));
  }

  @Test
  void aTornLineIsCutOffAndTold() throws IOException {
    trail().on(SECRET);
    Files.writeString(path, "{\"form\":1,\"ti", StandardOpenOption.APPEND);
    assertEquals(1, AuditVerification.verify(path).faults().size());

    AuditTrail next = trail();
    next.on(SECRET);

    assertEquals(3, lines().size());
    assertTrue(lines().get(1).contains("\"event\":\"recovered\",\"torn-bytes\":13"));
    assertEquals(List.of(), AuditVerification.verify(path).faults());
  }

  @Test
  void aFileThatIsOneTornLineIsBegunAnew() throws IOException {
    Files.writeString(path, "{");
    trail().on(SECRET);
    assertEquals(List.of(), AuditVerification.verify(path).faults());
    assertEquals(2, lines().size());
  }

  @Test
  void fullFilesArePutAsideAndTheOldestDeleted() throws IOException {
    AuditTrail trail = AuditTrail.to(AuditFile.open(path, SMALL, false));
    int entries = 1_000;
    for (int i = 0; i < entries; i++) {
      trail.on(SECRET);
    }
    assertTrue(Files.size(path) <= SMALL.maxBytes());
    assertTrue(Files.size(folder.resolve("audit.jsonl.1")) <= SMALL.maxBytes());
    assertTrue(Files.exists(folder.resolve("audit.jsonl.2")));
    assertFalse(Files.exists(folder.resolve("audit.jsonl.3")));
    AuditVerification.Outcome outcome = AuditVerification.verify(path);
    assertEquals(List.of(), outcome.faults());
    assertEquals(3, outcome.files());
    assertFalse(outcome.complete());
    assertTrue(outcome.lines() < entries);
    assertEquals(0, trail.lost());
  }

  @Test
  void oneFileIsEnough() throws IOException {
    AuditTrail trail = AuditTrail.to(AuditFile.open(path, new Rotation(64 << 10, 1), true));
    for (int i = 0; i < 400; i++) {
      trail.on(SECRET);
    }
    assertFalse(Files.exists(folder.resolve("audit.jsonl.1")));
    assertEquals(List.of(), AuditVerification.verify(path).faults());
  }

  @Test
  void whatWasChangedTakenOutOrPutInIsFound() throws IOException {
    AuditTrail trail = trail();
    for (int i = 0; i < 5; i++) {
      trail.on(new SecretUsed(QUAKES, "env", "NAME" + i));
    }
    List<String> lines = lines();
    List<String> changed = new ArrayList<>(lines);
    changed.set(1, lines.get(1).replace("NAME1", "OTHER"));
    List<String> shorter = new ArrayList<>(lines);
    shorter.remove(2);
    List<String> longer = new ArrayList<>(lines);
    longer.add(3, lines.get(2));
    for (List<String> bad : List.of(changed, shorter, longer)) {
      Files.write(path, bad);
      List<String> faults = AuditVerification.verify(path).faults();
      assertFalse(faults.isEmpty(), bad.toString());
      assertTrue(faults.get(0).startsWith("audit.jsonl:"), faults.toString());
    }
    Files.write(path, List.of("no json", lines.get(0)));
    assertTrue(AuditVerification.verify(path).faults().get(0).contains("this is no JSON"));
  }

  @Test
  void entriesThatCouldNotBeWrittenAreGaps() throws IOException {
    AuditFile file = AuditFile.open(path);
    boolean[] full = {false};
    AuditTrail trail =
        AuditTrail.to(
            entry -> {
              if (full[0]) {
                throw new IOException("No space left on device");
              }
              file.append(entry);
            });
    trail.on(SECRET);
    full[0] = true;
    trail.on(SECRET);
    trail.on(SECRET);
    full[0] = false;
    trail.on(SECRET);
    assertEquals(2, trail.lost());
    List<String> faults = AuditVerification.verify(path).faults();
    assertEquals(1, faults.size());
    assertTrue(faults.get(0).contains("entry 4 of run"), faults.get(0));
    assertTrue(faults.get(0).contains("where entry 2 is due"), faults.get(0));
  }

  @Test
  void aStrictTrailLetsNothingHappen() {
    AuditTrail trail =
        AuditTrail.strict(
            entry -> {
              throw new IllegalStateException("the user's sink is broken");
            });
    assertThrows(AuditUnavailable.class, () -> trail.on(SECRET));
    assertEquals(1, trail.lost());
  }

  @Test
  void manyThreadsAndFilesWriteWholeLinesInOneChain() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try {
      List<Future<?>> all = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        AuditTrail trail = trail();
        for (int j = 0; j < 2; j++) {
          all.add(
              threads.submit(
                  () -> {
                    for (int k = 0; k < 50; k++) {
                      trail.on(SECRET);
                    }
                  }));
        }
      }
      for (Future<?> each : all) {
        each.get();
      }
    } finally {
      threads.shutdownNow();
    }
    AuditVerification.Outcome outcome = AuditVerification.verify(path);
    assertEquals(List.of(), outcome.faults());
    assertEquals(400, outcome.lines());
  }

  @Test
  void anInterruptedThreadStillWritesAndStaysInterrupted() throws IOException {
    AuditTrail trail = trail();
    Thread.currentThread().interrupt();
    trail.on(SECRET);
    assertTrue(Thread.interrupted());
    assertEquals(0, trail.lost());
    assertEquals(1, lines().size());
  }

  @Test
  void aFolderThatIsNotThereIsNamed() {
    IOException missing =
        assertThrows(
            IOException.class, () -> AuditFile.open(folder.resolve("no").resolve("audit.jsonl")));
    assertTrue(missing.getMessage().contains("there is no folder"), missing.getMessage());
    IOException directory = assertThrows(IOException.class, () -> AuditFile.open(folder));
    assertTrue(directory.getMessage().contains("is a folder"), directory.getMessage());
  }
}
