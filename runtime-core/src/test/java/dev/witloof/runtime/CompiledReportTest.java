package dev.witloof.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.witloof.connector.Source;
import dev.witloof.engine.CompileCache;
import dev.witloof.engine.CompileListener;
import dev.witloof.engine.CompileListener.Outcome;
import dev.witloof.engine.Engine;
import dev.witloof.engine.EngineOptions;
import dev.witloof.engine.Engines;
import dev.witloof.engine.InterpretedFunction;
import dev.witloof.engine.InterpretedFunction.Reason;
import dev.witloof.runtime.LoadReport.Compiled;
import dev.witloof.runtime.LoadReport.Interpreted;
import dev.witloof.runtime.LoadReport.Origin;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What load reports say of functions that could not be compiled. */
class CompiledReportTest {
  private static final EngineOptions COMPILER = EngineOptions.of(Engine.Mode.COMPILER);

  @TempDir private Path folder;
  private Path connector;

  @BeforeEach
  void writeConnector() throws IOException {
    connector = folder.resolve("uncompilable.wasm");
    Files.write(connector, UncompilableFunctions.component());
  }

  private static ConnectorRuntime runtime(EngineOptions options) {
    return ConnectorRuntime.builder().hostImports(List.of()).engine(options).build();
  }

  private static Compiled assertTold(Origin origin, LoadReport report) {
    assertEquals(Optional.of(origin), report.code());
    Compiled compiled = report.compiled().orElseThrow();
    assertEquals(UncompilableFunctions.expected(), compiled.interpreted());
    assertTrue(compiled.slowMethods() > 0, compiled.toString());
    return compiled;
  }

  private static void assertRuns(LoadedConnector connector) {
    try (Source source = connector.source(Map.of())) {
      assertEquals("numbers", source.discover().get(0).name());
    }
  }

  @Test
  void everyReasonHasItsFunction() {
    assertEquals(
        Set.copyOf(Arrays.asList(Reason.values())),
        UncompilableFunctions.expected().stream()
            .map(Interpreted::reason)
            .collect(Collectors.toSet()));
  }

  @Test
  void functionsAreToldByModuleIndexNameAndReason() {
    try (ConnectorRuntime runtime = runtime(COMPILER);
        LoadedConnector loaded = runtime.load(connector, Grants.none())) {
      LoadReport report = loaded.report().orElseThrow();
      Compiled compiled = assertTold(Origin.COMPILED, report);
      assertRuns(loaded);

      String text = LoadReportText.render(report);
      for (Interpreted function : compiled.interpreted()) {
        String place = "interpreted   function " + function.function() + " of core module 2";
        assertTrue(
            text.lines()
                .anyMatch(
                    line ->
                        line.startsWith(place) && line.endsWith(": " + function.reason().text())),
            place + " in " + text);
      }
      assertTrue(text.contains("run") && !text.contains("run \"it\"\n"), "quoted: " + text);
      assertTrue(
          text.contains(
              compiled.slowMethods()
                  + " methods that this JVM does not compile; it does with "
                  + Engines.LARGE_METHOD_FLAGS.get(0)),
          text);

      ArrayNode functions = LoadReportJson.render(report).withArray("interpreted-functions");
      assertEquals(
          List.of("size", "analysis", "values", "values", "operands", "blocks"),
          functions.findValuesAsText("reason"));
      assertTrue(functions.get(0).get("name").isNull());
      assertEquals("run \"it\"\n", functions.get(1).get("name").asText());
      assertEquals(2, functions.get(1).get("function").asInt());
      assertEquals(2, functions.get(1).get("core-module").asInt());
    }
  }

  @Test
  void ofCodeFromTheCacheTheSameIsTold() {
    EngineOptions cached = COMPILER.withCache(CompileCache.at(folder.resolve("cache"), 1 << 30));
    Compiled first;
    try (ConnectorRuntime runtime = runtime(cached);
        LoadedConnector loaded = runtime.load(connector, Grants.none())) {
      first = assertTold(Origin.COMPILED, loaded.report().orElseThrow());
    }
    for (EngineOptions.Timing timing : EngineOptions.Timing.values()) {
      try (ConnectorRuntime runtime = runtime(cached.withTiming(timing));
          LoadedConnector loaded = runtime.load(connector, Grants.none())) {
        assertEquals(first, assertTold(Origin.CACHE, loaded.report().orElseThrow()));
        assertRuns(loaded);
      }
    }
  }

  /** Another connector's compilation is held, so that it has not begun before it may. */
  @Test
  @Timeout(300)
  void whatIsCompiledInTheBackgroundIsToldOnceThatHasEnded()
      throws IOException, InterruptedException {
    BlockingQueue<Outcome> outcomes = new LinkedBlockingQueue<>();
    CountDownLatch go = new CountDownLatch(1);
    CompileListener listener =
        outcome -> {
          outcomes.add(outcome);
          awaited(go);
        };
    try (ConnectorRuntime runtime =
            runtime(COMPILER.withTiming(EngineOptions.Timing.BACKGROUND).withListener(listener));
        LoadedConnector first = runtime.load(copy("assemblyscript-source"), Grants.none());
        LoadedConnector loaded = runtime.load(connector, Grants.none())) {
      try {
        assertEquals(List.of(), interpreted(outcomes.take()));
        assertEquals(Optional.of(Origin.COMPILED), first.report().orElseThrow().code());
        LoadReport early = loaded.report().orElseThrow();
        assertEquals(Optional.of(Origin.BACKGROUND), early.code());
        assertEquals(Optional.empty(), early.compiled());
        assertFalse(LoadReportJson.render(early).has("interpreted-functions"));
        assertRuns(loaded);
      } finally {
        go.countDown();
      }
      Outcome outcome = outcomes.take();
      assertEquals(UncompilableFunctions.expected(), interpreted(outcome));
      Compiled compiled = assertTold(Origin.COMPILED, loaded.report().orElseThrow());
      assertEquals(
          compiled.slowMethods(),
          outcome.modules().stream().mapToInt(CompileListener.Compiled::slowMethods).sum());
      assertRuns(loaded);
    }
  }

  private static List<Interpreted> interpreted(Outcome outcome) {
    assertEquals(Optional.empty(), outcome.failure());
    assertEquals(outcome.coreModules(), outcome.modules().size());
    return IntStream.range(0, outcome.modules().size())
        .boxed()
        .flatMap(
            module ->
                outcome.modules().get(module).interpretedFunctions().stream()
                    .map(function -> interpreted(module, function)))
        .toList();
  }

  private static Interpreted interpreted(int module, InterpretedFunction function) {
    return new Interpreted(module, function.index(), function.name(), function.reason());
  }

  private static void awaited(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private Path copy(String component) throws IOException {
    Path file = folder.resolve(component + ".wasm");
    try (InputStream in =
        CompiledReportTest.class.getResourceAsStream("/components/" + component + ".wasm")) {
      Files.copy(Objects.requireNonNull(in), file);
    }
    return file;
  }

  @Test
  void ofVeryManyTheTextCountsTheRest() {
    try (ConnectorRuntime runtime = runtime(EngineOptions.of(Engine.Mode.INTERPRETER))) {
      LoadReport plain = runtime.inspect(connector, LoadOptions.of(Grants.none()));
      List<Interpreted> many =
          IntStream.range(0, 25)
              .mapToObj(i -> new Interpreted(0, i, Optional.empty(), Reason.SIZE))
              .toList();
      LoadReport report = with(plain, new Compiled(many, 3));
      String text = LoadReportText.render(report);
      assertTrue(text.contains("function 19 of core module 0"), text);
      assertFalse(text.contains("function 20 of core module 0"), text);
      assertTrue(text.contains("5 more functions"), text);
      assertTrue(text.contains("3 methods that this JVM does not compile"), text);
      assertEquals(25, LoadReportJson.render(report).withArray("interpreted-functions").size());
    }
  }

  private static LoadReport with(LoadReport report, Compiled compiled) {
    return new LoadReport(
        report.identity(),
        report.manifest(),
        report.trust(),
        report.exports(),
        report.imports(),
        report.capabilities(),
        report.coreModules(),
        report.minimumMemory(),
        report.limits(),
        report.engine(),
        report.code(),
        Optional.of(compiled),
        report.warnings(),
        report.upgrade(),
        report.problems());
  }
}
