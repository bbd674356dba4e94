package dev.witloof.endtoend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.witloof.engine.Engines;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What {@code launch.sh} gives the JVM, above all class-data archives, in a repository of one
 * class, whose build copies a jar.
 */
class LauncherTest {
  private static final Path LAUNCHER =
      Path.of("").toAbsolutePath().getParent().resolve("launch.sh");
  private static final Path JDK = Path.of(System.getProperty("java.home"));

  private static final String SOURCE =
      """
      import java.nio.file.*;

      class Greeter {
        public static void main(String[] words) throws Exception {
          if (words[0].equals("train")) {
            Path log = Path.of(words[1]);
            Files.writeString(log, "trained\\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
            System.out.println("not to be seen");
            System.exit(Files.exists(log.resolveSibling("untrainable")) ? 3 : 0);
          }
          System.out.println("%s " + words[0]);
        }
      }
      """;

  private static final String COMMAND =
      """
      #!/usr/bin/env bash
      set -euo pipefail
      root=$(cd "$(dirname "$0")" && pwd -P)
      command=greet module=greeter main=Greeter training=(train "$root/trainings")
      . "$root/launch.sh"
      """;

  private static final String MAVEN =
      """
      #!/bin/sh
      mkdir -p "$ROOT/greeter/target/lib" && cp "$ROOT/greeter.jar" "$ROOT/greeter/target/lib"
      """;

  @TempDir Path root;
  private int logs;

  private record Done(int status, String out, String err) {}

  @BeforeEach
  void writeTheRepository() throws IOException {
    Files.copy(LAUNCHER, root.resolve("launch.sh"));
    executable("greet", COMMAND);
    executable("bin/mvn", MAVEN);
    Files.createDirectories(root.resolve("greeter/src/main"));
    jar("hello");
  }

  @Test
  void classesComeFromAnArchiveThatTheBuildLeaves() throws Exception {
    Done first = greet(JDK, "you");
    assertEquals("hello you\n", first.out());
    assertTrue(first.err().startsWith("greet: building (first use)"), first.err());
    assertEquals(1, trainings());
    assertEquals(1, archives().size());

    assertEquals(new Done(0, "hello again\n", ""), greet(JDK, "again"));
    assertEquals(1, trainings());
    assertEquals(List.of(), leftovers());
    assertSharesClasses();
  }

  @Test
  void anotherBuildHasAnArchiveOfItsOwn() throws Exception {
    greet(JDK, "you");
    List<Path> before = archives();
    jar("good day");
    touch("greeter/src/main/Greeter.java");

    Done rebuilt = greet(JDK, "you");
    assertEquals("good day you\n", rebuilt.out());
    assertTrue(rebuilt.err().startsWith("greet: building (the sources have changed)"));
    assertEquals(1, archives().size());
    assertFalse(archives().equals(before), before.toString());
    assertSharesClasses();
  }

  @Test
  void anotherJdkHasAnArchiveOfItsOwn() throws Exception {
    greet(JDK, "you");
    Path other = Files.createDirectories(root.resolve("other-jdk"));
    executable("other-jdk/bin/java", "#!/bin/sh\nexec '" + JDK + "/bin/java' \"$@\"\n");
    String release = Files.readString(JDK.resolve("release"));
    Files.writeString(other.resolve("release"), release + "OTHER=\"yes\"\n");

    Done prepared = greet(other, "you");
    assertEquals("hello you\n", prepared.out());
    assertEquals("greet: preparing for this JDK (once)…\n", prepared.err());
    assertEquals(2, archives().size());

    assertEquals(new Done(0, "hello you\n", ""), greet(other, "you"));
    assertEquals(new Done(0, "hello you\n", ""), greet(JDK, "you"));
    assertEquals(2, trainings());
  }

  @Test
  void aJvmThatRefusesTheArchiveGoesOnInSilence() throws Exception {
    greet(JDK, "you");
    Path archive = archives().get(0);
    byte[] whole = Files.readAllBytes(archive);
    Files.delete(archive);
    Files.writeString(archive, "no archive");
    assertEquals(new Done(0, "hello you\n", ""), greet(JDK, "you"));

    // The archive is of another jar than the one that is there.
    Files.write(archive, whole);
    Path jar = root.resolve("greeter/target/lib/greeter.jar");
    Files.setLastModifiedTime(jar, FileTime.from(Instant.parse("2020-01-01T00:00:00Z")));
    assertEquals(new Done(0, "hello you\n", ""), greet(JDK, "you"));
    assertFalse(sharesClasses());
  }

  @Test
  void aTrainingThatFailsIsNotTriedAgain() throws Exception {
    Files.createFile(root.resolve("untrainable"));
    assertEquals("hello you\n", greet(JDK, "you").out());
    assertEquals(1, trainings());
    assertEquals(new Done(0, "hello you\n", ""), greet(JDK, "you"));
    assertFalse(sharesClasses());
    assertEquals(1, trainings());
    assertEquals(List.of(), leftovers());
  }

  @Test
  void commandsThatStartAtOnceAllSucceed() throws Exception {
    List<Process> started = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      started.add(start(JDK, "you", "", Path.of("out-" + i), Path.of("err-" + i)));
    }
    for (int i = 0; i < started.size(); i++) {
      assertEquals(0, started.get(i).waitFor(), Files.readString(root.resolve("err-" + i)));
      assertEquals("hello you\n", Files.readString(root.resolve("out-" + i)));
    }
    assertEquals(1, archives().size());
    assertEquals(List.of(), leftovers());
    assertSharesClasses();
  }

  /** Without them HotSpot leaves the large methods of guests to its interpreter. */
  @Test
  void theJvmHasTheFlagsForLargeMethods() throws Exception {
    Done flags = greet(JDK, "you", "-XX:+PrintFlagsFinal");
    assertEquals(0, flags.status(), flags.err());
    String all = flags.out().replaceAll(" +", " ");
    for (String flag :
        List.of(
            "DontCompileHugeMethods = false",
            "MaxNodeLimit = 240000",
            "NodeLimitFudgeFactor = 8000")) {
      assertTrue(all.contains(" " + flag + " "), flag);
    }
    // What load reports tell others to set is the same.
    assertEquals(
        List.of(
            "-XX:-DontCompileHugeMethods",
            "-XX:MaxNodeLimit=240000",
            "-XX:NodeLimitFudgeFactor=8000"),
        Engines.LARGE_METHOD_FLAGS);
  }

  /** Ends a test here where it goes on to what a JVM needs the JDK's own archive for. */
  private static void assumeArchives() {
    assumeTrue(
        Files.exists(JDK.resolve("lib/server/classes.jsa")), "this JDK has no archive of its own");
  }

  private void assertSharesClasses() throws Exception {
    assumeArchives();
    assertTrue(sharesClasses());
  }

  private boolean sharesClasses() throws Exception {
    Path log = root.resolve("class-load-" + logs++);
    assertEquals(0, greet(JDK, "you", "-Xlog:class+load:file=" + log).status());
    return Files.readString(log).contains("Greeter source: shared objects file (top)");
  }

  private Done greet(Path jdk, String whom) throws Exception {
    return greet(jdk, whom, "");
  }

  private Done greet(Path jdk, String whom, String options) throws Exception {
    Path out = Path.of("out");
    Path err = Path.of("err");
    int status = start(jdk, whom, options, out, err).waitFor();
    return new Done(
        status, Files.readString(root.resolve(out)), Files.readString(root.resolve(err)));
  }

  private Process start(Path jdk, String whom, String options, Path out, Path err)
      throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder("bash", root.resolve("greet").toString(), whom)
            .redirectOutput(root.resolve(out).toFile())
            .redirectError(root.resolve(err).toFile());
    builder.environment().put("JAVA_HOME", jdk.toString());
    builder.environment().put("ROOT", root.toString());
    builder.environment().put("PATH", root.resolve("bin") + ":" + System.getenv("PATH"));
    builder.environment().put("WITLOOF_JAVA_OPTIONS", options);
    builder.environment().remove("WITLOOF_CLASS_PATH");
    builder.environment().remove("JAVA_TOOL_OPTIONS");
    return builder.start();
  }

  private long trainings() throws IOException {
    assumeArchives();
    return Files.readAllLines(root.resolve("trainings")).size();
  }

  private List<Path> archives() throws IOException {
    return inTarget("classes-.*\\.jsa");
  }

  private List<Path> leftovers() throws IOException {
    return inTarget("training.*");
  }

  private List<Path> inTarget(String pattern) throws IOException {
    try (Stream<Path> files = Files.list(root.resolve("greeter/target"))) {
      return files.filter(file -> file.getFileName().toString().matches(pattern)).toList();
    }
  }

  private void touch(String source) throws IOException {
    Path file = Files.writeString(root.resolve(source), "changed");
    Files.setLastModifiedTime(file, FileTime.from(Instant.now().plusSeconds(2)));
  }

  private void executable(String name, String script) throws IOException {
    Path file = root.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, script);
    assertTrue(file.toFile().setExecutable(true));
  }

  /** The jar that the next build copies. */
  private void jar(String greeting) throws IOException {
    Path source = root.resolve("Greeter.java");
    Files.writeString(source, SOURCE.replace("%s", greeting));
    String[] javac = {"--release", "17", "-d", root.toString(), source.toString()};
    assertEquals(0, ToolProvider.getSystemJavaCompiler().run(null, null, null, javac), "compiles");
    try (JarOutputStream jar =
        new JarOutputStream(Files.newOutputStream(root.resolve("greeter.jar")))) {
      jar.putNextEntry(new JarEntry("Greeter.class"));
      Files.copy(root.resolve("Greeter.class"), jar);
      jar.closeEntry();
    }
  }
}
