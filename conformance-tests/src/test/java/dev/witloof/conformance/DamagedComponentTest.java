package dev.witloof.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.witloof.connector.ConnectorException;
import dev.witloof.connector.ConnectorKind;
import dev.witloof.connector.ConnectorManifest;
import dev.witloof.connector.ReadHandle;
import dev.witloof.connector.RecordBatch;
import dev.witloof.connector.Source;
import dev.witloof.connector.TableSchema;
import dev.witloof.engine.Engine;
import dev.witloof.runtime.ConnectorRuntime;
import dev.witloof.runtime.Grants;
import dev.witloof.runtime.LoadOptions;
import dev.witloof.runtime.LoadRefused;
import dev.witloof.runtime.LoadedConnector;
import dev.witloof.runtime.http.HttpMode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A whole component, cut short or with bits flipped, through load and run. Whatever it has become,
 * it is refused, fails as a connector may, or works; nothing else is ever thrown.
 */
class DamagedComponentTest {
  private static final int MOST_BATCHES = 20;
  private static final ConnectorManifest.Limits SMALL =
      new ConnectorManifest.Limits(
          OptionalLong.of(32 << 20),
          OptionalLong.of(1_000_000),
          Optional.of(Duration.ofSeconds(10)),
          Optional.of(Duration.ofSeconds(10)),
          Optional.of(Duration.ofSeconds(10)),
          OptionalLong.of(1 << 20),
          OptionalInt.of(100),
          OptionalInt.of(1),
          OptionalLong.empty(),
          OptionalLong.empty());

  private static final Map<Engine.Mode, ConnectorRuntime> RUNTIMES =
      new EnumMap<>(Engine.Mode.class);

  /** What became of a damaged component. */
  private enum Fate {
    REFUSED,
    FAILED,
    RAN
  }

  @BeforeAll
  static void open() {
    for (Engine.Mode mode : Engine.Mode.values()) {
      RUNTIMES.put(mode, ConnectorRuntime.builder().engine(mode).build());
    }
  }

  @AfterAll
  static void close() {
    RUNTIMES.values().forEach(ConnectorRuntime::close);
  }

  @ParameterizedTest
  @CsvSource({
    "INTERPRETER, hostile/well-behaved, rows",
    "INTERPRETER, guests/c-zig-source, numbers"
  })
  void aComponentThatIsCutShortIsRefused(Engine.Mode mode, String name, String table)
      throws IOException {
    byte[] whole = Files.readAllBytes(Fixtures.component(name));
    Map<Fate, Integer> fates = new EnumMap<>(Fate.class);
    for (int i = 0; i < 200; i++) {
      int length = (int) ((long) whole.length * i / 200);
      byte[] cut = Arrays.copyOf(whole, length);
      fates.merge(fate(mode, cut, table, name + " cut to " + length), 1, Integer::sum);
    }
    assertTrue(fates.getOrDefault(Fate.REFUSED, 0) > 150, fates.toString());
    assertEquals(Fate.RAN, fate(mode, whole, table, name + " whole"));
  }

  @ParameterizedTest
  @CsvSource({
    "INTERPRETER, hostile/well-behaved, rows, 300",
    "INTERPRETER, guests/c-zig-source, numbers, 300",
    "INTERPRETER, guests/assemblyscript-source, numbers, 100",
    "COMPILER, hostile/well-behaved, rows, 150",
    "COMPILER, guests/c-zig-source, numbers, 100",
  })
  void flippedBitsEndAsAConnectorMay(Engine.Mode mode, String name, String table, int rounds)
      throws IOException {
    byte[] whole = Files.readAllBytes(Fixtures.component(name));
    Random random = new Random(20_261_121);
    Map<Fate, Integer> fates = new EnumMap<>(Fate.class);
    for (int round = 0; round < rounds; round++) {
      byte[] damaged = whole.clone();
      StringBuilder what = new StringBuilder(name + " with flipped bits at");
      for (int flips = 1 + random.nextInt(3); flips > 0; flips--) {
        int bit = random.nextInt(whole.length * 8);
        damaged[bit / 8] ^= (byte) (1 << bit % 8);
        what.append(' ').append(bit);
      }
      fates.merge(fate(mode, damaged, table, what.toString()), 1, Integer::sum);
    }
    // A test whose damage always, or never, showed would look at one path only.
    assertEquals(3, fates.size(), fates.toString());
  }

  private static Fate fate(Engine.Mode mode, byte[] wasm, String table, String what) {
    try (LoadedConnector connector =
        RUNTIMES
            .get(mode)
            .load(
                manifest(), wasm, new LoadOptions(Grants.none(), List.of(SMALL), HttpMode.LIVE))) {
      read(connector, table);
      return Fate.RAN;
    } catch (LoadRefused refused) {
      return Fate.REFUSED;
    } catch (ConnectorException failed) {
      return Fate.FAILED;
    } catch (Throwable other) {
      throw new AssertionError(what + ": " + other, other);
    }
  }

  private static ConnectorManifest manifest() {
    return ConnectorManifest.of(
        "damaged", "1.0.0", ConnectorKind.SOURCE, Path.of("damaged.wasm").toAbsolutePath());
  }

  private static void read(LoadedConnector connector, String table) {
    try (Source source = connector.source(Map.of())) {
      List<TableSchema> tables = source.discover();
      String name = tables.isEmpty() ? table : tables.get(0).name();
      try (ReadHandle handle = source.open(name, Optional.empty())) {
        for (int i = 0; i < MOST_BATCHES; i++) {
          Optional<RecordBatch> next = handle.next();
          if (next.isEmpty()) {
            break;
          }
          next.get().close();
          handle.cursor();
        }
      }
    }
  }
}
