package dev.witloof.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.witloof.conformance.certification.ConformanceSettings;
import dev.witloof.connector.ConnectorKind;
import dev.witloof.connector.ConnectorManifest;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What {@code witloof new} writes. That it builds and runs, {@code guests/test-templates.sh} tests.
 */
class NewCommandTest {
  private static final Path CONTRACT = Path.of("../wit/src/main/resources/witloof/wit");
  private static final Path LIBRARIES = Path.of("../guests/sdk");
  private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\{(name|snake|title)}}");
  private static final Set<String> SHARED =
      Set.of("SERVICE.md", "cassette.json", "certify.sh", "conformance.toml", "connector.toml");

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({
    "rust, .gitignore Cargo.lock Cargo.toml README.md build.sh src/books.rs src/lib.rs test.sh",
    "c, .gitignore README.md build.sh src/books.c src/books.h src/connector.c test.sh"
        + " tests/books_test.c toolchain.txt",
    "go, .gitignore README.md books.go books_test.go build.sh go.mod go.sum main.go test.sh"
        + " toolchain.txt",
    "js, .gitignore README.md build.mjs build.sh package-lock.json package.json src/books.js"
        + " src/source.js test.sh tests/books.test.js",
    "python, .gitignore README.md build.sh requirements.txt src/app.py src/books.py test.sh"
        + " tests/test_books.py"
  })
  void aProjectIsExactlyTheTemplateTheContractAndTheLibrary(String language, String own)
      throws IOException {
    make(language);
    SortedMap<String, Path> files = files(folder.resolve("acme-crm"));
    Set<String> expected = new TreeSet<>(SHARED);
    expected.addAll(Arrays.asList(own.split(" ")));
    expected.addAll(below("wit/", CONTRACT));
    expected.addAll(below("sdk/", LIBRARIES.resolve(language)));
    expected.removeIf(
        file ->
            file.startsWith("sdk/tests/")
                || file.endsWith("_test.go") && file.startsWith("sdk/")
                || file.equals("sdk/Cargo.lock"));
    assertEquals(expected, files.keySet());
  }

  @Test
  void aDestinationIsInRust() throws IOException {
    Invocation done = Invocation.run(folder, "new", "destination", "acme-lake", "--lang", "rust");
    assertEquals(ExitCode.DONE, done.exitCode(), done.err());
    assertTrue(done.out().startsWith("acme-lake: a destination connector in Rust."), done.out());
    Path project = folder.resolve("acme-lake");
    Set<String> expected =
        new TreeSet<>(
            Set.of(
                ".gitignore Cargo.lock Cargo.toml README.md SERVICE.md build.sh certify.sh conformance.toml connector.toml src/lib.rs src/service.rs test.sh"
                    .split(" ")));
    expected.addAll(below("wit/", CONTRACT));
    expected.addAll(below("sdk/", LIBRARIES.resolve("rust")));
    expected.remove("sdk/Cargo.lock");
    SortedMap<String, Path> files = files(project);
    assertEquals(expected, files.keySet());
    for (var file : files.entrySet()) {
      assertFalse(
          PLACEHOLDER.matcher(Files.readString(file.getValue())).find(), () -> file.getKey());
    }
    Files.createFile(project.resolve("acme-lake.wasm"));
    ConnectorManifest manifest = ConnectorManifest.read(project.resolve("connector.toml"));
    assertEquals(ConnectorKind.DESTINATION, manifest.kind());
    assertEquals(Set.of("api-key"), manifest.config().secretNames());
    ConformanceSettings settings = ConformanceSettings.read(project.resolve("conformance.toml"));
    assertTrue(settings.readBack().warehouse());
    assertEquals(
        Map.of("base-url", "http://127.0.0.1:1"),
        settings.at(URI.create("http://127.0.0.1:1")).config());
    assertTrue(Files.isExecutable(project.resolve("certify.sh")));
  }

  @ParameterizedTest
  @MethodSource("languages")
  void theContractAndTheLibraryAreOurs(String language) throws IOException {
    make(language);
    Path project = folder.resolve("acme-crm");
    assertEquals(below("", CONTRACT), files(project.resolve("wit")).keySet());
    for (String file : below("", CONTRACT)) {
      assertSame(CONTRACT.resolve(file), project.resolve("wit").resolve(file));
    }
    SortedMap<String, Path> library = files(project.resolve("sdk"));
    assertFalse(library.isEmpty());
    for (String file : library.keySet()) {
      assertSame(LIBRARIES.resolve(language).resolve(file), library.get(file));
    }
  }

  @ParameterizedTest
  @MethodSource("languages")
  void allThatAnAuthorNeedsIsThere(String language) throws IOException {
    make(language);
    Path project = folder.resolve("acme-crm");
    Files.createFile(project.resolve("acme-crm.wasm")); // what build.sh writes
    ConnectorManifest manifest = ConnectorManifest.read(project.resolve("connector.toml"));
    assertEquals("acme-crm", manifest.name());
    assertEquals(ConnectorKind.SOURCE, manifest.kind());
    assertEquals(project.resolve("acme-crm.wasm"), manifest.wasm());
    assertEquals(Set.of("api-key"), manifest.config().secretNames());
    ConformanceSettings settings = ConformanceSettings.read(project.resolve("conformance.toml"));
    assertEquals(Optional.of(project.resolve("cassette.json")), settings.cassette());
    for (String script : List.of("build.sh", "test.sh", "certify.sh")) {
      assertTrue(Files.isExecutable(project.resolve(script)), script);
      assertTrue(
          Files.readString(project.resolve(script)).startsWith("#!/usr/bin/env bash\n"), script);
    }
    assertTrue(Files.readString(project.resolve("test.sh")).contains("./certify.sh"));
    assertTrue(Files.readString(project.resolve("README.md")).startsWith("# Acme Crm\n"));
    assertTrue(Files.readString(project.resolve(".gitignore")).contains("acme-crm.wasm"));
  }

  @ParameterizedTest
  @MethodSource("languages")
  void noPlaceholderIsLeft(String language) throws IOException {
    make(language);
    for (var file : files(folder.resolve("acme-crm")).entrySet()) {
      assertFalse(PLACEHOLDER.matcher(file.getKey()).find(), file.getKey());
      assertFalse(
          PLACEHOLDER.matcher(Files.readString(file.getValue())).find(), () -> file.getKey());
    }
  }

  @Test
  void whatIsNextIsSaid() throws IOException {
    Files.createDirectory(folder.resolve("an empty one"));
    Invocation done =
        Invocation.run(
            folder, "new", "source", "acme-crm", "--lang", "rust", "--folder", "an empty one");
    assertEquals(ExitCode.DONE, done.exitCode(), done.err());
    assertEquals(
        """
        an empty one: a source connector in Rust. Next:
          cd 'an empty one'
          ./build.sh    # makes the component; says what is missing, if anything is
          ./test.sh     # its own tests, and the kit's; wants witloof on the PATH, or its path in WITLOOF
        README.md says how to go on from there.
        """,
        done.out());
    assertTrue(Files.exists(folder.resolve("an empty one/connector.toml")));
  }

  @Test
  void aFolderThatIsNotEmptyIsLeftAlone() throws IOException {
    Files.createDirectory(folder.resolve("acme-crm"));
    Files.writeString(folder.resolve("acme-crm/precious"), "mine");
    assertRefused("new source acme-crm --lang rust", "acme-crm is not empty");
    assertEquals(Set.of("precious"), files(folder.resolve("acme-crm")).keySet());
    assertRefused(
        "new source other --lang rust --folder acme-crm/precious", "is there and no folder");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          new source Acme --lang rust         | 'Acme' is no name for a connector
          new source ../acme --lang rust      | Try acme
          new source acme                     | --lang
          new source acme --lang cobol        | cobol
          new sink acme --lang rust           | sink
          new destination acme --lang python  | no template for a destination in Python; there is one in rust
          """)
  void whatCannotBeMadeIsRefusedByName(String command, String hint) throws IOException {
    assertRefused(command, hint);
    assertEquals(Set.of(), files(folder).keySet());
  }

  private void assertRefused(String command, String hint) {
    Invocation done = Invocation.run(folder, command.split(" "));
    assertEquals(ExitCode.BAD_INPUT, done.exitCode(), done.err());
    assertTrue(done.err().contains(hint), done.err());
  }

  private void make(String language) {
    Invocation done = Invocation.run(folder, "new", "source", "acme-crm", "--lang", language);
    assertEquals(ExitCode.DONE, done.exitCode(), done.err());
  }

  /** Those that have a template for sources. */
  static List<String> languages() throws IOException {
    try (Stream<Path> folders =
        Files.list(Path.of("src/main/resources/dev/witloof/cli/templates/source"))) {
      return folders
          .map(folder -> folder.getFileName().toString())
          .filter(name -> !name.equals("common"))
          .sorted()
          .toList();
    }
  }

  private static Set<String> below(String prefix, Path folder) throws IOException {
    return files(folder).keySet().stream()
        .map(file -> prefix + file)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static void assertSame(Path expected, Path actual) throws IOException {
    assertArrayEquals(
        Files.readAllBytes(expected), Files.readAllBytes(actual), () -> actual.toString());
  }

  /** By their paths from the folder. */
  private static SortedMap<String, Path> files(Path folder) throws IOException {
    SortedMap<String, Path> files = new TreeMap<>();
    try (Stream<Path> paths = Files.walk(folder)) {
      paths
          .filter(Files::isRegularFile)
          .forEach(file -> files.put(folder.relativize(file).toString().replace('\\', '/'), file));
    }
    return files;
  }
}
