package dev.witloof.fuzz;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The script that fuzzes: a short run of every target, and what it does when it finds something.
 */
class RunTest {
  private static final String RUNS = "500";
  private static final String CLASS_PATH = System.getProperty("java.class.path");

  private record Result(int status, String output) {}

  private static Result run(String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("bash", "run"));
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    Process process = builder.start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Result(process.waitFor(), output);
  }

  @ParameterizedTest
  @CsvSource({
    "component, " + RUNS,
    "abi, " + RUNS,
    "arrow, " + RUNS,
    "module, " + RUNS,
    // Each compiles a program four times and runs it on seven engines.
    "differential, 100"
  })
  void findsNothingInAShortRun(String target, int runs, @TempDir Path folder) throws Exception {
    Result result =
        run(
            target,
            "--runs",
            Integer.toString(runs),
            "--corpus",
            folder.toString(),
            "--class-path",
            CLASS_PATH);
    assertEquals(0, result.status, result.output);
    Matcher executions = Pattern.compile("([0-9]+) executions").matcher(result.output);
    // libFuzzer may finish with one more than it was told.
    assertTrue(executions.find() && Integer.parseInt(executions.group(1)) >= runs, result.output);
    assertTrue(result.output.contains("no finding"), result.output);
  }

  @Test
  void saysHowToRunAFindingAgain(@TempDir Path folder) throws Exception {
    String classPath = broken(folder) + File.pathSeparator + CLASS_PATH;
    Path corpus = folder.resolve("corpus");
    Result result =
        run("arrow", "--runs", RUNS, "--corpus", corpus.toString(), "--class-path", classPath);
    assertEquals(1, result.status, result.output);
    assertTrue(result.output.contains("broken on purpose"), result.output);
    Path finding;
    try (Stream<Path> findings = Files.list(corpus.resolve("findings"))) {
      finding =
          findings
              .filter(file -> file.getFileName().toString().startsWith("crash-"))
              .findFirst()
              .orElseThrow();
    }
    assertTrue(result.output.contains("fuzz/run arrow " + finding), result.output);

    Result again =
        run("arrow", finding.toString(), "--corpus", corpus.toString(), "--class-path", classPath);
    assertEquals(1, again.status, again.output);
    assertTrue(again.output.contains("broken on purpose"), again.output);
  }

  /** A class path with a target that fails. */
  private static Path broken(Path folder) throws IOException {
    Path source = folder.resolve("ArrowTarget.java");
    Files.writeString(
        source,
        """
        package dev.witloof.fuzz;

        public final class ArrowTarget {
          public static void fuzzerTestOneInput(byte[] input) {
            throw new AssertionError("broken on purpose");
          }
        }
        """);
    Path classes = Files.createDirectory(folder.resolve("classes"));
    int status =
        ToolProvider.getSystemJavaCompiler()
            .run(null, null, null, "-d", classes.toString(), source.toString());
    assertEquals(0, status);
    return classes;
  }

  @ParameterizedTest
  @ValueSource(strings = {"elephant", "arrow --minutes", "arrow --runs 0", "arrow no-such-file"})
  void refusesWhatItDoesNotKnow(String arguments) throws Exception {
    Result result = run(arguments.split(" "));
    assertEquals(2, result.status, result.output);
    assertTrue(result.output.startsWith("fuzz: "), result.output);
  }
}
