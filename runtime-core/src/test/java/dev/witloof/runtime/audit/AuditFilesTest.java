package dev.witloof.runtime.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.witloof.runtime.event.ConnectorEvent;
import dev.witloof.runtime.event.ConnectorEvent.SecretUsed;
import dev.witloof.runtime.event.ConnectorIdentity;
import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is on the disk: links, other programs, crashes, no space. */
class AuditFilesTest {
  private static final ConnectorIdentity QUAKES =
      new ConnectorIdentity("quakes", Optional.of("1.2.3"), "a".repeat(64));
  private static final ConnectorEvent SECRET = new SecretUsed(QUAKES, "env", "TOKEN");
  private static final Rotation SMALL = new Rotation(64 << 10, 5);

  @TempDir private Path folder;
  private Path path;

  @BeforeEach
  void name() throws IOException {
    folder = folder.toRealPath();
    path = folder.resolve("audit.jsonl");
  }

  private Path number(int number) {
    return folder.resolve("audit.jsonl." + number);
  }

  private void write(int entries) throws IOException {
    AuditTrail trail = AuditTrail.to(AuditFile.open(path, SMALL, false));
    for (int i = 0; i < entries; i++) {
      trail.on(SECRET);
    }
    assertEquals(0, trail.lost());
  }

  /** What a crash leaves that came after so many of the moves of a rotation. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4})
  void aCrashWithinARotationHidesNothingAndIsMadeUpFor(int moves) throws IOException {
    write(650);
    assertTrue(Files.exists(number(3)) && !Files.exists(number(4)));
    AuditVerification.Outcome before = AuditVerification.verify(path);
    for (int i = 0, number = 3; i < moves; i++, number--) {
      Files.move(number == 0 ? path : number(number), number(number + 1));
    }
    AuditVerification.Outcome after = AuditVerification.verify(path);
    assertEquals(List.of(), after.faults());
    assertEquals(before.lines(), after.lines());
    assertEquals(before.lastHash(), after.lastHash());
    assertEquals(
        List.of(moves == 4 ? "audit.jsonl" : "audit.jsonl." + (4 - moves)), after.missing());

    write(150);
    AuditVerification.Outcome next = AuditVerification.verify(path);
    assertEquals(List.of(), next.faults());
    assertEquals(List.of(), next.missing());
    assertTrue(next.complete(), "no file had to go for the free number to be filled");
  }

  @Test
  void aFileThatWasTakenOutIsAFault() throws IOException {
    write(800);
    Files.delete(number(2));
    AuditVerification.Outcome outcome = AuditVerification.verify(path);
    assertEquals(List.of("audit.jsonl.2"), outcome.missing());
    assertTrue(outcome.faults().get(0).startsWith("audit.jsonl.1:1: "), outcome.faults().get(0));
    assertTrue(outcome.complete(), "the older ones are read all the same");
  }

  @Test
  void fewerFilesThanBeforeLeaveNoStaleOnes() throws IOException {
    write(1_000);
    assertTrue(Files.exists(number(4)));
    AuditTrail trail = AuditTrail.to(AuditFile.open(path, new Rotation(64 << 10, 2), false));
    for (int i = 0; i < 250; i++) {
      trail.on(SECRET);
    }
    assertFalse(Files.exists(number(2)) || Files.exists(number(3)) || Files.exists(number(4)));
    assertEquals(List.of(), AuditVerification.verify(path).faults());
  }

  @Test
  void filesWithOtherEndingsAreNotOurs() throws IOException {
    write(1);
    for (String ending : List.of(".20260504", ".gz", ".01", ".1.gz", ".-1")) {
      Files.writeString(folder.resolve("audit.jsonl" + ending), "theirs");
    }
    assertEquals(1, AuditVerification.verify(path).files());
  }

  @Test
  void whatIsNoTrailIsLeftAlone() throws IOException {
    for (String text : List.of("notes", "notes\n", "first\nsecond", "{\"a\":1}\n", "\n")) {
      Files.writeString(path, text);
      IOException refused = assertThrows(IOException.class, () -> AuditFile.open(path));
      assertTrue(refused.getMessage().contains("no audit trail"), refused.getMessage());
      assertEquals(text, Files.readString(path));
    }
  }

  @Test
  void zerosThatALossOfPowerLeavesAreATornLine() throws IOException {
    write(1);
    Files.write(path, new byte[5_000], StandardOpenOption.APPEND);
    write(1);
    assertEquals(List.of(), AuditVerification.verify(path).faults());
    assertTrue(Files.readString(path).contains("\"torn-bytes\":5000"));
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void aLinkIsTheFileThatItLeadsTo() throws IOException {
    Path real = Files.createDirectory(folder.resolve("real"));
    Path links = Files.createDirectory(folder.resolve("links"));
    Path target = real.resolve("trail");
    Path link = Files.createSymbolicLink(links.resolve("a"), Path.of("../links/b"));
    Files.createSymbolicLink(links.resolve("b"), target);
    AuditTrail one = AuditTrail.to(AuditFile.open(link, SMALL, false));
    AuditTrail two = AuditTrail.to(AuditFile.open(target, SMALL, false));
    for (int i = 0; i < 300; i++) {
      one.on(SECRET);
      two.on(SECRET);
    }
    assertTrue(Files.isSymbolicLink(link));
    assertTrue(Files.exists(real.resolve("trail.1")), "rotation is beside the file");
    try (var beside = Files.list(links)) {
      assertEquals(2, beside.count());
    }
    assertEquals(600, AuditVerification.verify(link).lines());
    assertEquals(List.of(), AuditVerification.verify(link).faults());
    assertEquals(List.of(), AuditVerification.verify(target).faults());
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void aLinkInACircleAndADeviceAreRefused() throws IOException {
    Path circle = Files.createSymbolicLink(folder.resolve("circle"), folder.resolve("circle"));
    assertThrows(IOException.class, () -> AuditFile.open(circle));
    Path device = Files.createSymbolicLink(folder.resolve("device"), Path.of("/dev/null"));
    IOException refused = assertThrows(IOException.class, () -> AuditFile.open(device));
    assertTrue(refused.getMessage().contains("no regular file"), refused.getMessage());
  }

  @Test
  void aLockOfSomethingElseInThisProgramIsNamed() throws IOException {
    write(1);
    AuditTrail strict = AuditTrail.strict(AuditFile.open(path));
    try (FileChannel lock =
        FileChannel.open(folder.resolve("audit.jsonl.lock"), StandardOpenOption.WRITE)) {
      lock.lock();
      AuditUnavailable refused = assertThrows(AuditUnavailable.class, () -> strict.on(SECRET));
      assertTrue(refused.getMessage().contains("audit.jsonl.lock"), refused.getMessage());
    }
    strict.on(SECRET);
  }

  @Test
  void twoClassLoadersWriteOneChain() throws Exception {
    URL[] classPath =
        Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
            .map(AuditFilesTest::url)
            .toArray(URL[]::new);
    try (URLClassLoader second =
        new URLClassLoader(classPath, ClassLoader.getPlatformClassLoader())) {
      Class<?> other = second.loadClass(Writer.class.getName());
      assertNotSame(Writer.class, other);
      Object foreign = other.getConstructor(Path.class).newInstance(path);
      List<Callable<?>> writers =
          List.of(new Writer(path), (Callable<?>) foreign, new Writer(path), (Callable<?>) foreign);
      ExecutorService threads = Executors.newFixedThreadPool(writers.size());
      try {
        List<Future<?>> all = new ArrayList<>();
        writers.forEach(writer -> all.add(threads.submit(writer)));
        for (Future<?> each : all) {
          assertEquals(0L, each.get());
        }
      } finally {
        threads.shutdownNow();
      }
    }
    AuditVerification.Outcome outcome = AuditVerification.verify(path);
    assertEquals(List.of(), outcome.faults());
    assertEquals(4 * Writer.ENTRIES, outcome.lines());
  }

  private static URL url(String entry) {
    try {
      return Path.of(entry).toUri().toURL();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Writes some entries and gives how many were lost. */
  public static final class Writer implements Callable<Long> {
    static final int ENTRIES = 100;
    private final Path path;

    public Writer(Path path) {
      this.path = path;
    }

    @Override
    public Long call() throws IOException {
      AuditTrail trail = AuditTrail.to(AuditFile.open(path));
      for (int i = 0; i < ENTRIES; i++) {
        trail.on(SECRET);
      }
      return trail.lost();
    }
  }

  /** The limit of a process on the size of its files stands for the disk: writes fail halfway. */
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  @DisabledOnOs(OS.WINDOWS)
  void aFullDiskIsToldAndAStrictTrailLetsNothingHappen(boolean strict) throws Exception {
    Path output = folder.resolve("output");
    Process process =
        new ProcessBuilder(
                "sh",
                "-c",
                "ulimit -f 20 && exec \"$0\" \"$@\"",
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xshare:auto",
                "-XX:-UsePerfData",
                "-cp",
                System.getProperty("java.class.path"),
                FullDisk.class.getName(),
                path.toString(),
                Boolean.toString(strict))
            .redirectErrorStream(true)
            .redirectOutput(Redirect.PIPE)
            .start();
    try {
      Files.write(output, process.getInputStream().readAllBytes());
      assertTrue(process.waitFor(60, TimeUnit.SECONDS));
    } finally {
      process.destroyForcibly();
    }
    String said = Files.readString(output);
    assertEquals(0, process.exitValue(), said);
    assertTrue(said.contains("the audit trail cannot be written; entries lost so far: 1"), said);
    assertTrue(said.contains(strict ? "refused after" : "lost 3 after"), said);
    AuditVerification.Outcome outcome = AuditVerification.verify(path);
    assertEquals(List.of(), outcome.faults(), "no half line");
    assertTrue(outcome.lines() > 10, said);
  }

  /** Writes until nothing more can be written. */
  static final class FullDisk {
    private FullDisk() {}

    public static void main(String[] arguments) throws IOException {
      AuditFile file = AuditFile.open(Path.of(arguments[0]));
      boolean strict = Boolean.parseBoolean(arguments[1]);
      AuditTrail trail = strict ? AuditTrail.strict(file) : AuditTrail.to(file);
      int kept = 0;
      try {
        while (trail.lost() < 3) {
          trail.on(SECRET);
          kept++;
        }
        System.out.println("lost " + trail.lost() + " after " + kept);
      } catch (AuditUnavailable e) {
        System.out.println("refused after " + kept + ": " + e.getMessage());
      }
    }
  }
}
