package dev.witloof.conformance.kit;

import dev.witloof.conformance.Behaviour;
import dev.witloof.conformance.ConnectorUnderTest;
import dev.witloof.conformance.Scenario;
import dev.witloof.conformance.SourceConformance;
import dev.witloof.conformance.SourceSubject;
import dev.witloof.connector.ConnectorProvider;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.io.TempDir;

/** The built-in file source passes the kit, whatever it reads. */
class FileSourceConformanceTest {
  @TempDir static Path folder;

  /** CSV, growing, with every scenario that CSV can have. */
  @Nested
  class Csv extends SourceConformance {
    @Override
    protected SourceSubject source() {
      Path file = write("people.csv", "id,name\n" + people(0, 53));
      Map<String, String> settings =
          Map.of("columns", "id:int64,name:string?", "primary-key", "id", "batch-rows", "10");
      return SourceSubject.of(file())
          .config(with(settings, file))
          .without(Behaviour.NESTED_TYPES)
          .grow(() -> append(file, people(53, 71)))
          .scenario(
              new Scenario(
                  Scenario.Shape.EMPTY,
                  () -> file().connector().source(with(settings, write("none.csv", "id,name\n"))),
                  Map.of("none", List.of())))
          .scenario(
              new Scenario(
                  Scenario.Shape.ONE_ROW,
                  () ->
                      file().connector().source(with(settings, write("one.csv", "id,name\n7,\n"))),
                  Map.of("one", List.of(Arrays.asList(7L, null)))))
          .scenario(Scenario.of(Scenario.Shape.WIDE, file(), Map.of("path", wide().toString())))
          .build();
    }

    private Path wide() {
      String header =
          IntStream.range(0, 150).mapToObj(i -> "c" + i).collect(Collectors.joining(","));
      String row = IntStream.range(0, 150).mapToObj(i -> "" + i).collect(Collectors.joining(","));
      return write("wide.csv", header + "\n" + row + "\n");
    }

    private static String people(int from, int to) {
      return IntStream.range(from, to)
          .mapToObj(i -> i + "," + (i % 5 == 0 ? "" : "name " + i) + "\n")
          .collect(Collectors.joining());
    }
  }

  /** NDJSON with a column of every type, without a key. */
  @Nested
  class Ndjson extends SourceConformance {
    private static final String COLUMNS =
        "flag:boolean?,small:int32?,large:int64,real:float64?,text:string?,raw:bytes?,"
            + "at:timestamp?,doc:json?,tags:list<string>?,place:struct<city:string?,lat:float64?>?";

    @Override
    protected SourceSubject source() {
      Path file =
          write(
              "all.ndjson",
              """
              {"flag":true,"small":-1,"large":9007199254740993,"real":0.5,"text":"naïve 🦊","raw":"AP8=",\
              "at":"2026-11-21T00:00:00.123Z","doc":{"a":[1]},"tags":["x",null],\
              "place":{"city":null,"lat":-1.5}}
              {"large":2}
              """);
      Map<String, String> config =
          Map.of("path", file.toString(), "columns", COLUMNS, "batch-rows", "1");
      return SourceSubject.of(file())
          .config(config)
          .without(Behaviour.PRIMARY_KEYS)
          .scenario(
              new Scenario(
                  Scenario.Shape.ALL_TYPES,
                  () -> file().connector().source(config),
                  Map.of("all", expected())))
          .build();
    }

    private static List<List<@Nullable Object>> expected() {
      return List.of(
          Arrays.asList(
              true,
              -1,
              9007199254740993L,
              0.5,
              "naïve 🦊",
              new byte[] {0, (byte) 0xFF},
              Instant.parse("2026-11-21T00:00:00.123Z"),
              "{\"a\":[1]}",
              Arrays.asList("x", null),
              Arrays.asList(null, -1.5)),
          Arrays.asList(null, null, 2L, null, null, null, null, null, null, null));
    }
  }

  private static ConnectorUnderTest file() {
    return ConnectorUnderTest.of(ConnectorProvider.named("file").orElseThrow());
  }

  private static Map<String, String> with(Map<String, String> settings, Path file) {
    Map<String, String> config = new HashMap<>(settings);
    config.put("path", file.toString());
    return config;
  }

  private static Path write(String name, String text) {
    try {
      return Files.write(folder.resolve(name), text.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void append(Path file, String text) {
    try {
      Files.writeString(file, text, StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
