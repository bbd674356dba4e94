package dev.witloof.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.witloof.component.HostInterface;
import dev.witloof.connector.ConnectorException;
import dev.witloof.connector.Cursor;
import dev.witloof.connector.ReadHandle;
import dev.witloof.connector.RecordBatch;
import dev.witloof.connector.Source;
import dev.witloof.connector.TableSchema;
import dev.witloof.engine.CompileBudget;
import dev.witloof.engine.CompileBudget.Excess;
import dev.witloof.engine.CompileCache;
import dev.witloof.engine.CompileListener;
import dev.witloof.engine.Engine;
import dev.witloof.engine.EngineOptions;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Loads and runs a real connector, written in C: 1000 rows in 10 batches. */
class ConnectorRuntimeTest {
  private static final ConnectorRuntime RUNTIME =
      ConnectorRuntime.builder().hostImports(List.of()).build();

  @TempDir static Path folder;
  private static Path wasm;
  private static Path other;

  @BeforeAll
  static void copyConnectors() throws IOException {
    wasm = copy("c-zig-source", "c-source");
    other = copy("assemblyscript-source", "other-source");
  }

  private static Path copy(String component, String name) throws IOException {
    Path file = folder.resolve(name + ".wasm");
    try (InputStream in =
        ConnectorRuntimeTest.class.getResourceAsStream("/components/" + component + ".wasm")) {
      Files.copy(in, file);
    }
    return file;
  }

  @AfterAll
  static void close() {
    RUNTIME.close();
  }

  @Test
  void loadsAStrangersConnectorInThreeLines() {
    try (LoadedConnector connector = RUNTIME.load(wasm, Grants.none());
        Source source = connector.source(Map.of());
        ReadHandle handle = source.open("numbers", Optional.empty())) {
      long rows = 0;
      for (Optional<RecordBatch> next = handle.next(); next.isPresent(); next = handle.next()) {
        try (RecordBatch batch = next.get()) {
          rows += batch.rowCount();
        }
      }
      assertEquals(1_000, rows);
      assertTrue(handle.next().isEmpty());
    }
  }

  @Test
  void saysThatAConnectorIsInterpretedBecauseCompilingItExceedsTheBudget() {
    CompileBudget none = new CompileBudget(Duration.ofNanos(1), 1 << 30, Excess.INTERPRET);
    try (ConnectorRuntime runtime =
            ConnectorRuntime.builder().hostImports(List.of()).compileBudget(none).build();
        LoadedConnector connector = runtime.load(wasm, Grants.none());
        Source source = connector.source(Map.of())) {
      assertEquals(Optional.of(LoadReport.Origin.NONE), connector.report().orElseThrow().code());
      assertTrue(
          LoadReportText.render(connector.report().orElseThrow()).contains("exceeded its budget"));
      assertEquals("numbers", source.discover().get(0).name());
    }
  }

  /** What compiles is held up by another one, so that it has not begun before it may. */
  @Test
  @Timeout(120)
  void runsAConnectorWhileItIsCompiled() throws InterruptedException {
    BlockingQueue<CompileListener.Outcome> outcomes = new LinkedBlockingQueue<>();
    CountDownLatch go = new CountDownLatch(1);
    try (ConnectorRuntime runtime =
        ConnectorRuntime.builder().hostImports(List.of()).engine(held(outcomes, go)).build()) {
      runtime.load(other, Grants.none());
      assertTrue(outcomes.take().failure().isEmpty());
      try (LoadedConnector connector = runtime.load(wasm, Grants.none());
          Source early = connector.source(Map.of())) {
        assertEquals("numbers", early.discover().get(0).name());
        assertEquals(Optional.of(LoadReport.Origin.BACKGROUND), code(connector));
        assertTrue(outcomes.isEmpty());
        go.countDown();
        assertTrue(outcomes.take().failure().isEmpty());
        assertEquals(Optional.of(LoadReport.Origin.COMPILED), code(connector));
        try (Source late = connector.source(Map.of())) {
          assertEquals(early.discover(), late.discover());
        }
      } finally {
        go.countDown();
      }
    }
  }

  private static Optional<LoadReport.Origin> code(LoadedConnector connector) {
    return connector.report().orElseThrow().code();
  }

  @Test
  void compilesAheadAtOnceEvenIfItLoadsCompileInTheBackground(@TempDir Path folder) {
    EngineOptions background =
        EngineOptions.of(Engine.Mode.COMPILER)
            .withTiming(EngineOptions.Timing.BACKGROUND)
            .withCache(CompileCache.at(folder, 1 << 30));
    try (ConnectorRuntime runtime =
        ConnectorRuntime.builder().hostImports(List.of()).engine(background).build()) {
      assertFalse(runtime.compile(wasm).fromCache());
      assertTrue(runtime.compile(wasm).fromCache());
      LoadReport loaded = runtime.inspect(wasm, LoadOptions.of(Grants.none()));
      assertEquals(Optional.of(LoadReport.Origin.CACHE), loaded.code());
    }
  }

  /** Of a connector that another one has as well, too; what compiles is held up by the first. */
  @Test
  @Timeout(120)
  void compilesOnlyForConnectorsThatAreOpen() throws InterruptedException {
    BlockingQueue<CompileListener.Outcome> outcomes = new LinkedBlockingQueue<>();
    CountDownLatch go = new CountDownLatch(1);
    try (ConnectorRuntime runtime =
        ConnectorRuntime.builder().hostImports(List.of()).engine(held(outcomes, go)).build()) {
      runtime.load(other, Grants.none());
      assertTrue(outcomes.take().failure().isEmpty());
      LoadedConnector closed = runtime.load(wasm, Grants.none());
      runtime.load(wasm, Grants.none());
      LoadReport inspected = runtime.inspect(wasm, LoadOptions.of(Grants.none()));
      assertEquals(Optional.of(LoadReport.Origin.BACKGROUND), inspected.code());
      assertInstanceOf(CancellationException.class, outcomes.remove().failure().orElseThrow());
      assertTrue(outcomes.isEmpty());

      closed.close();

      assertInstanceOf(CancellationException.class, outcomes.remove().failure().orElseThrow());
      assertTrue(outcomes.isEmpty());
      go.countDown();
      assertTrue(outcomes.take().failure().isEmpty());
    }
  }

  /** What compiles is held up by the first one. */
  @Test
  @Timeout(120)
  void closesAConnectorThoughTheCompileListenerFails() throws InterruptedException {
    BlockingQueue<CompileListener.Outcome> outcomes = new LinkedBlockingQueue<>();
    CountDownLatch go = new CountDownLatch(1);
    EngineOptions held = held(outcomes, go);
    CompileListener failing =
        outcome -> {
          held.listener().finished(outcome);
          throw new AssertionError("by the listener");
        };
    try (ConnectorRuntime runtime =
        ConnectorRuntime.builder()
            .hostImports(List.of())
            .engine(held.withListener(failing))
            .build()) {
      runtime.load(other, Grants.none());
      assertTrue(outcomes.take().failure().isEmpty());
      LoadedConnector connector = runtime.load(wasm, Grants.none());
      Source source = connector.source(Map.of());
      assertEquals("numbers", source.discover().get(0).name());

      connector.close();

      assertInstanceOf(CancellationException.class, outcomes.remove().failure().orElseThrow());
      assertEquals(0, connector.pool().idle() + connector.pool().inUse());
      assertThrows(IllegalStateException.class, source::discover);
    } finally {
      go.countDown();
    }
  }

  @Test
  void resumesFromACursor() {
    try (LoadedConnector connector = RUNTIME.load(wasm, Grants.none())) {
      Cursor cursor;
      try (Source source = connector.source(Map.of());
          ReadHandle handle = source.open("numbers", Optional.empty())) {
        for (int i = 0; i < 9; i++) {
          handle.next().orElseThrow().close();
        }
        cursor = handle.cursor();
      }
      try (Source source = connector.source(Map.of());
          ReadHandle handle = source.open("numbers", Optional.of(cursor))) {
        try (RecordBatch last = handle.next().orElseThrow()) {
          assertEquals(100, last.rowCount());
        }
        assertTrue(handle.next().isEmpty());
      }
    }
  }

  @Test
  void mapsTheErrorsOfTheConnector() {
    try (LoadedConnector connector = RUNTIME.load(wasm, Grants.none());
        Source source = connector.source(Map.of())) {
      assertThrows(
          ConnectorException.Permanent.class,
          () -> source.open("numbers", Optional.of(Cursor.of(new byte[] {1}))));
      List<TableSchema> tables = source.discover();
      assertEquals(List.of("id"), tables.get(0).primaryKey());
    }
  }

  @Test
  void theThirdFuelHitIsPermanentAndAnotherConnectorRunsOn() throws IOException {
    Path manifest = manifest("[limits]\nfuel = 1_000\n");
    try (LoadedConnector connector = RUNTIME.load(manifest, Grants.none())) {
      assertEquals(ConnectorException.Transient.class, hitLimit(connector));
      assertEquals(ConnectorException.Transient.class, hitLimit(connector));
      assertEquals(ConnectorException.Permanent.class, hitLimit(connector));
    }
    loadsAStrangersConnectorInThreeLines();
  }

  @Test
  void namesEverythingThatWasAskedForAndNotGranted() throws IOException {
    Path manifest =
        manifest("[capabilities]\nhttp = [\"a.com\", \"*.b.com\"]\nenv = [\"T\"]\nclock = true\n");
    LoadRefused refused =
        assertThrows(
            LoadRefused.class,
            () -> RUNTIME.load(manifest, Grants.builder().http("a.com").clock().build()));
    assertEquals(
        List.of("http=*.b.com", "env=T"),
        refused.problems().stream().map(LoadProblem::subject).toList());
    assertTrue(refused.getMessage().contains("--grant env=T"), refused.getMessage());
  }

  @Test
  void reportsWhatAConnectorIsAndGets() throws IOException {
    Path manifest = manifest("[capabilities]\nclock = true\n");
    Grants grants = Grants.builder().clock().log().build();
    LoadReport report = RUNTIME.inspect(manifest, LoadOptions.of(grants));

    assertTrue(report.loadable(), report.problems().toString());
    assertEquals(List.of("witloof:connector/source@0.1.0"), report.exports());
    assertEquals(2, report.coreModules().size());
    // Its memory, and a table of one element.
    assertEquals((257 << 16) + 32, report.minimumMemory());
    assertEquals(
        LoadReport.Treatment.TYPES, report.imports().get(0).treatment(), "witloof:connector/types");
    String text = LoadReportText.render(report);
    assertTrue(text.contains("asks for      clock\nis granted    clock\n"), text);
    assertTrue(text.contains("not given     log"), text);
    assertTrue(text.endsWith("loads         yes\n"), text);
    assertTrue(LoadReportJson.render(report).get("loadable").asBoolean());
  }

  @Test
  void refusesADamagedComponentWithItsPlace() throws IOException {
    Path damaged = folder.resolve("damaged.wasm");
    Files.write(damaged, Arrays.copyOf(Files.readAllBytes(wasm), 5_000));

    LoadRefused refused =
        assertThrows(LoadRefused.class, () -> RUNTIME.load(damaged, Grants.none()));

    assertEquals(LoadProblem.Kind.COMPONENT, refused.problems().get(0).kind());
    assertTrue(refused.getMessage().contains("at byte"), refused.getMessage());
    assertFalse(RUNTIME.inspect(damaged, LoadOptions.of(Grants.none())).loadable());
  }

  @Test
  void refusesAComponentThatNeedsMoreMemoryThanItMayHave() throws IOException {
    Path manifest = manifest("[limits]\nmemory = \"1 MiB\"\n");
    LoadRefused refused =
        assertThrows(LoadRefused.class, () -> RUNTIME.load(manifest, Grants.none()));
    assertEquals(LoadProblem.Kind.LIMIT, refused.problems().get(0).kind());
  }

  @Test
  void refusesAConnectorThatIsNotWhatItSays() throws IOException {
    Path manifest = folder.resolve("liar.toml");
    Files.writeString(
        manifest,
        "[connector]\nname = \"n\"\nversion = \"1.0.0\"\nkind = \"both\"\nwasm = \"c-source.wasm\"\n");
    LoadRefused refused =
        assertThrows(LoadRefused.class, () -> RUNTIME.load(manifest, Grants.none()));
    assertTrue(refused.getMessage().contains("is a destination"), refused.getMessage());
  }

  @Test
  void givesNoConfigurationToAConnectorThatDoesNotAskForIt() {
    try (LoadedConnector connector = RUNTIME.load(wasm, Grants.none())) {
      IllegalArgumentException refused =
          assertThrows(
              IllegalArgumentException.class, () -> connector.source(Map.of("token", "t")));
      assertTrue(refused.getMessage().contains("token"), refused.getMessage());
    }
  }

  @Test
  void saysWhichFileIsMissing() {
    UncheckedIOException missing =
        assertThrows(
            UncheckedIOException.class,
            () -> RUNTIME.load(folder.resolve("nowhere.wasm"), Grants.none()));
    assertTrue(missing.getMessage().contains("nowhere.wasm"), missing.getMessage());
  }

  @Test
  void closingTheRuntimeClosesWhatItLoaded() {
    ConnectorRuntime runtime = ConnectorRuntime.builder().hostImports(List.of()).build();
    LoadedConnector connector = runtime.load(wasm, Grants.none());
    Source source = connector.source(Map.of());
    runtime.close();
    assertThrows(IllegalStateException.class, source::discover);
    assertThrows(IllegalStateException.class, () -> connector.source(Map.of()));
  }

  /** Whichever comes first: neither is compiled or lent while the other one drains. */
  @Test
  @Timeout(120)
  void closingTheRuntimeShutsAllConnectorsBeforeItWaitsForAny() throws InterruptedException {
    BlockingQueue<CompileListener.Outcome> outcomes = new LinkedBlockingQueue<>();
    CountDownLatch go = new CountDownLatch(1);
    ConnectorRuntime runtime =
        ConnectorRuntime.builder().hostImports(List.of()).engine(held(outcomes, go)).build();
    runtime.load(other, Grants.none());
    assertTrue(outcomes.take().failure().isEmpty());
    LoadedConnector one = runtime.load(wasm, Grants.none());
    LoadedConnector two = runtime.load(wasm, Grants.none());
    Thread closing = new Thread(() -> runtime.close(Duration.ofHours(1)));
    try (Source ofOne = one.source(Map.of());
        Source ofTwo = two.source(Map.of());
        ReadHandle handleOfOne = ofOne.open("numbers", Optional.empty());
        ReadHandle handleOfTwo = ofTwo.open("numbers", Optional.empty())) {
      closing.start();

      assertInstanceOf(CancellationException.class, outcomes.take().failure().orElseThrow());
      assertInstanceOf(CancellationException.class, outcomes.take().failure().orElseThrow());
      for (LoadedConnector each : List.of(one, two)) {
        assertThrows(IllegalStateException.class, () -> each.source(Map.of()));
      }
      handleOfOne.next().orElseThrow().close();
      handleOfTwo.next().orElseThrow().close();
    } finally {
      go.countDown();
    }
    closing.join();
  }

  @Test
  void aClosedRuntimeLoadsNothing() {
    ConnectorRuntime runtime = ConnectorRuntime.builder().hostImports(List.of()).build();
    runtime.close();

    IllegalStateException refused =
        assertThrows(IllegalStateException.class, () -> runtime.load(wasm, Grants.none()));
    assertTrue(refused.getMessage().contains("the runtime is closed"), refused.getMessage());
  }

  /** Its pool, which wants an instance made ahead, finds no thread for that any more. */
  @Test
  @Timeout(120)
  void whatIsLoadedWhileTheRuntimeClosesIsClosed() throws InterruptedException {
    BlockingQueue<CompileListener.Outcome> outcomes = new LinkedBlockingQueue<>();
    CountDownLatch go = new CountDownLatch(1);
    AtomicReference<ConnectorRuntime> closing = new AtomicReference<>();
    try (ConnectorRuntime runtime =
        ConnectorRuntime.builder()
            .hostImports(List.of(closes(closing)))
            .pool(new PoolSettings(1, 1, Duration.ofMinutes(1), Duration.ZERO))
            .engine(held(outcomes, go))
            .build()) {
      runtime.load(other, Grants.none());
      assertTrue(outcomes.take().failure().isEmpty());
      closing.set(runtime);

      IllegalStateException refused =
          assertThrows(IllegalStateException.class, () -> runtime.load(wasm, Grants.none()));

      assertTrue(refused.getMessage().contains("the runtime is closed"), refused.getMessage());
      assertInstanceOf(CancellationException.class, outcomes.take().failure().orElseThrow());
    } finally {
      go.countDown();
    }
  }

  /** Offers nothing, and closes the runtime, once there is one, when a connector is loaded. */
  private static HostImports closes(AtomicReference<ConnectorRuntime> runtime) {
    return new HostImports() {
      @Override
      public List<HostInterface> interfaces() {
        ConnectorRuntime now = runtime.get();
        if (now != null) {
          now.close();
        }
        return List.of();
      }

      @Override
      public ImportClass classify(String interfaceName) {
        return new ImportClass.Unknown();
      }
    };
  }

  /** Compiles in the background, and goes on after the first compilation when it may. */
  private static EngineOptions held(
      BlockingQueue<CompileListener.Outcome> outcomes, CountDownLatch go) {
    return EngineOptions.of(Engine.Mode.COMPILER)
        .withTiming(EngineOptions.Timing.BACKGROUND)
        .withListener(
            outcome -> {
              outcomes.add(outcome);
              if (outcome.failure().isEmpty()) {
                awaited(go);
              }
            });
  }

  private static void awaited(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Class<?> hitLimit(LoadedConnector connector) {
    try (Source source = connector.source(Map.of())) {
      ConnectorException hit = assertThrows(ConnectorException.class, () -> readAll(source));
      assertEquals("fuel", hit.limit().orElseThrow().limit());
      return hit.getClass();
    }
  }

  private static void readAll(Source source) {
    try (ReadHandle handle = source.open("numbers", Optional.empty())) {
      for (Optional<RecordBatch> next = handle.next(); next.isPresent(); next = handle.next()) {
        next.get().close();
      }
    }
  }

  private static Path manifest(String more) throws IOException {
    Path manifest = Files.createTempFile(folder, "connector", ".toml");
    Files.writeString(
        manifest,
        "[connector]\nname = \"numbers\"\nversion = \"1.0.0\"\nkind = \"source\"\n"
            + "wasm = \"c-source.wasm\"\n"
            + more);
    return manifest;
  }
}
