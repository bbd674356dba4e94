package dev.witloof.conformance.wast;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the runner prints and exits with, for scripts of which the outcome is known. */
class RunWastTest {
  /**
   * More time than any command takes. A JVM may need a minute to unwind one call stack that is
   * exhausted, when it has much else to do.
   */
  private static final String AMPLE = "--timeout=3600";

  private static final Pattern PLACE =
      Pattern.compile("(?:FAILED|skipped) +(\\S+)\\.wast:(\\d+): ");

  private record Run(int status, List<String> lines, String errors) {
    String last() {
      return lines.get(lines.size() - 1);
    }

    /** The lines of each script that begin so. */
    Map<String, List<Integer>> places(String outcome) {
      Map<String, List<Integer>> places = new TreeMap<>();
      for (String line : lines) {
        Matcher matcher = PLACE.matcher(line);
        if (line.startsWith(outcome) && matcher.find()) {
          places
              .computeIfAbsent(matcher.group(1), script -> new ArrayList<>())
              .add(Integer.valueOf(matcher.group(2)));
        }
      }
      return places;
    }

    String line(String place) {
      return lines.stream().filter(line -> line.contains(place)).findFirst().orElse("");
    }
  }

  private static Run run(String... arguments) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    PrintStream printed = new PrintStream(out, false, StandardCharsets.UTF_8);
    PrintStream errors = new PrintStream(err, false, StandardCharsets.UTF_8);
    int status = new RunWast(printed, errors).run(List.of(arguments));
    printed.flush();
    errors.flush();
    return new Run(
        status,
        out.toString(StandardCharsets.UTF_8).lines().toList(),
        err.toString(StandardCharsets.UTF_8));
  }

  private static String scripts(String name) {
    try {
      return Path.of(RunWastTest.class.getResource("/wast/" + name).toURI()).toString();
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"compiled", "interpreter"})
  void rightAssertionsPass(String engine) {
    Run run = run("--engine", engine, AMPLE, scripts("pass"));

    assertEquals(List.of("96 passed, 0 failed, 0 skipped"), run.lines());
    assertEquals(0, run.status());
  }

  @ParameterizedTest
  @ValueSource(strings = {"compiled", "interpreter"})
  void rightAssertionsPassWithEveryFunctionCut(String engine) {
    Run run =
        run("--engine", engine, AMPLE, "--outline-threshold=1", scripts("pass"), scripts("cut"));

    assertEquals(List.of("134 passed, 0 failed, 0 skipped"), run.lines());
  }

  @ParameterizedTest
  @ValueSource(strings = {"compiled", "interpreter"})
  void rightAssertionsPassWithFunctionsCutIntoSmallParts(String engine) {
    Run run =
        run(
            "--engine=" + engine,
            AMPLE,
            "--outline-threshold=200",
            "--outline-part=60",
            scripts("pass"),
            scripts("cut"));

    assertEquals(List.of("134 passed, 0 failed, 0 skipped"), run.lines());
  }

  /** Stock Chicory compares type indices across modules. */
  @ParameterizedTest
  @ValueSource(strings = {"stock", "stock-interpreter"})
  void whatOnlyOneEnginePassesIsListed(String stock) {
    Run better = run("--against", stock, AMPLE, scripts("pass/core.json"));
    Run worse = run("--engine", stock, "--against", "compiled", AMPLE, scripts("pass/core.json"));

    assertEquals(2, better.lines().size(), better::toString);
    assertTrue(better.lines().get(0).startsWith("OURS ALONE  core.wast:79: "), better::toString);
    assertEquals(
        "43 pass in both, 0 in neither, 1 in ours alone, 0 in the rival alone (0 refused by name)",
        better.last());
    assertEquals(0, better.status());
    assertTrue(worse.lines().get(0).startsWith("RIVAL ALONE core.wast:79: "), worse::toString);
    assertEquals(1, worse.status());
  }

  @ParameterizedTest
  @ValueSource(strings = {"compiled", "interpreter"})
  void wrongAssertionsFailWithFileAndLine(String engine) {
    Run run =
        run(
            "--engine=" + engine,
            AMPLE,
            scripts("fail/dependents.json"),
            scripts("fail/missing-binary.json"),
            scripts("fail/rejections.json"),
            scripts("fail/traps.json"),
            scripts("fail/values.json"));

    assertEquals(
        Map.of(
            "dependents", List.of(2, 3, 4, 5, 7, 8),
            "missing-binary", List.of(2, 3),
            "rejections", List.of(2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12),
            "traps", List.of(6, 7, 8, 9, 10, 11, 12, 13, 14, 25, 27),
            "values", List.of(6, 7, 8, 9, 10, 11, 12, 13, 22, 23, 24, 25, 26)),
        run.places("FAILED"));
    assertEquals("7 passed, 43 failed, 0 skipped", run.last());
    assertEquals(1, run.status());
  }

  @ParameterizedTest
  @ValueSource(strings = {"compiled", "interpreter"})
  void whatHangsFailsAtItsDeadlineAndTheScriptGoesOn(String engine) {
    Run run = run("--engine=" + engine, "--timeout=1", scripts("fail/hanging.json"));

    assertEquals(Map.of("hanging", List.of(5, 6)), run.places("FAILED"));
    assertTrue(
        run.line("hanging.wast:5:").contains("deadline limit exceeded"),
        () -> run.line("hanging.wast:5:"));
    assertEquals("2 passed, 2 failed, 0 skipped", run.last());
    assertEquals(1, run.status());
  }

  @Test
  void failuresSayWhatWasExpectedAndWhatCame() {
    Run run =
        run(
            AMPLE,
            scripts("fail/values.json"),
            scripts("fail/traps.json"),
            scripts("fail/rejections.json"),
            scripts("fail/dependents.json"));

    assertEquals(
        "FAILED  values.wast:6: expected {\"type\":\"i32\",\"value\":\"2\"}, but got I32 0x1",
        run.line("values.wast:6:"));
    assertTrue(
        run.line("traps.wast:6:")
            .contains("expected trap: out of bounds memory access, but got Trap UNREACHABLE"),
        () -> run.line("traps.wast:6:"));
    assertTrue(
        run.line("rejections.wast:2:").contains("expected malformed: type mismatch, but got"),
        () -> run.line("rejections.wast:2:"));
    assertTrue(
        run.line("dependents.wast:8:").contains("it needs the instance of line 7, which failed"),
        () -> run.line("dependents.wast:8:"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"compiled", "interpreter"})
  void whatIsRefusedIsSkippedWithWhatDependsOnIt(String engine) {
    Run run = run(scripts("skip"), "--engine", engine);

    assertEquals(
        Map.of(
            "refused", List.of(2, 3, 4, 5, 13, 17, 19, 20, 21, 22, 25, 27, 28),
            "text", List.of(2, 3)),
        run.places("skipped"));
    assertEquals("5 passed, 0 failed, 15 skipped", run.last());
    assertEquals(0, run.status());
    for (int line : List.of(2, 3, 4, 5)) {
      assertTrue(run.line("refused.wast:" + line + ":").contains("fixed-length lists"));
    }
    for (int line : List.of(13, 17, 19, 20, 21)) {
      assertTrue(run.line("refused.wast:" + line + ":").contains("\"SIMD\""));
    }
    assertTrue(run.line("refused.wast:22:").contains("the exception-handling proposal"));
    assertTrue(run.line("refused.wast:25:").contains("feature switch"));
    assertTrue(run.line("refused.wast:27:").contains("offers imports of \"elsewhere\""));
    assertTrue(run.line("text.wast:2:").contains("text format"));
  }

  @Test
  void brokenScriptsAreReportedAndTheOthersRun() {
    Run run = run(AMPLE, scripts("broken"), scripts("pass"));

    assertEquals("96 passed, 3 failed, 0 skipped", run.last());
    assertEquals(2, run.status());
    assertTrue(run.line("incomplete.json").contains("a command has no \"filename\""));
    assertTrue(run.line("unknown-command.json").contains("unknown command 'dance'"));
    assertTrue(run.line("not-json.json").contains("not a script"));
  }

  @Test
  void unusableCommandLinesAreExplained() {
    String pass = scripts("pass");
    assertUnusable("no PATH is given");
    assertUnusable("unknown option '--fast'", "--fast", pass);
    assertUnusable("unknown engine 'steam'", "--engine", "steam", pass);
    assertUnusable("option '--engine' needs a value", pass, "--engine");
    assertUnusable("'none' is no number of bytes", "--outline-threshold", "none", pass);
    assertUnusable("'0' is no number of bytes", "--outline-part", "0", pass);
    assertUnusable("needs '--outline-threshold'", "--outline-part", "80", pass);
    assertUnusable("'0' is no number of seconds", "--timeout", "0", pass);
  }

  private static void assertUnusable(String problem, String... arguments) {
    Run run = run(arguments);

    assertEquals(2, run.status(), problem);
    assertTrue(run.errors().contains(problem), run::errors);
    assertTrue(run.errors().contains("usage: run-wast"), run::errors);
    assertEquals(List.of(), run.lines());
  }

  @Test
  void pathsWithoutScriptsAreUnusable(@TempDir Path folder) {
    Path missing = folder.resolve("missing.json");

    Run nothing = run(missing.toString());
    Run empty = run(folder.toString());

    assertEquals(2, nothing.status());
    assertTrue(nothing.errors().contains(missing.toString()), nothing::errors);
    assertEquals(2, empty.status());
    assertTrue(empty.errors().contains("there is no .json file in it"), empty::errors);
  }
}
