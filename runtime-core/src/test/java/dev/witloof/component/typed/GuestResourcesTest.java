package dev.witloof.component.typed;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.witloof.component.Component;
import dev.witloof.component.ComponentInstance;
import dev.witloof.component.GuestResource;
import dev.witloof.component.InstanceConfig;
import dev.witloof.component.LinkedComponent;
import dev.witloof.component.Linker;
import dev.witloof.component.WitWorld;
import dev.witloof.engine.CallLimits;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Resources of a real guest, the contract's source, through Java interfaces. */
class GuestResourcesTest {
  private static final CallLimits LIMITS =
      new CallLimits(1_000_000_000, Duration.ofSeconds(30), 16 << 20);

  @WitInterface("witloof:connector/source@0.1.0")
  interface Source {
    List<Object> discover() throws Refused;

    ReadHandle open(String table, Optional<byte[]> cursor) throws Refused;

    @WitResource("read-handle")
    interface ReadHandle extends GuestResource, AutoCloseable {
      Optional<byte[]> next() throws Refused;

      byte[] cursor(CallLimits limits);

      /** Reads what is left. */
      default List<byte[]> rest() throws Refused {
        List<byte[]> batches = new ArrayList<>();
        for (Optional<byte[]> next = next(); next.isPresent(); next = next()) {
          batches.add(next.get());
        }
        return batches;
      }

      @Override
      void close();
    }
  }

  /** The contract's {@code error}. */
  sealed interface SourceError {
    record Transient(String message) implements SourceError {}

    record Permanent(String message) implements SourceError {}

    record AuthExpired(String message) implements SourceError {}

    record RateLimited(long seconds) implements SourceError {}

    record SchemaIncompatible(String message) implements SourceError {}
  }

  public static final class Refused extends Exception implements WitError<SourceError> {
    private static final long serialVersionUID = 1L;

    private final transient SourceError error;

    Refused(SourceError error) {
      super(error.toString());
      this.error = error;
    }

    @Override
    public SourceError error() {
      return error;
    }
  }

  private static WitWorld world() throws IOException {
    try (InputStream in = WitWorld.class.getResourceAsStream("/witloof/connector.wasm")) {
      return WitWorld.read(in.readAllBytes(), "host");
    }
  }

  private static LinkedComponent link() throws IOException {
    try (InputStream in =
        GuestResourcesTest.class.getResourceAsStream("/components/c-zig-source.wasm")) {
      return new Linker(TypedGuest.ENGINE, world()).link(Component.read(in.readAllBytes()));
    }
  }

  private static ComponentInstance instance() throws IOException {
    return link().instantiate(new InstanceConfig(64 << 20, 100, LIMITS, List.of()));
  }

  @Test
  void aResourceIsAnObjectWithItsMethods() throws Exception {
    try (ComponentInstance instance = instance()) {
      Source source = instance.bind(Source.class, LIMITS);
      assertEquals(1, source.discover().size());
      byte[] cursor;
      try (Source.ReadHandle handle = source.open("numbers", Optional.empty())) {
        assertTrue(handle.next().isPresent());
        cursor = handle.cursor(LIMITS);
        assertEquals(9, handle.rest().size());
        assertTrue(handle.next().isEmpty());
      }
      Source.ReadHandle resumed = source.open("numbers", Optional.of(cursor));
      assertArrayEquals(cursor, resumed.cursor(LIMITS));
      assertEquals(9, resumed.rest().size());
      resumed.drop(LIMITS);
      IllegalArgumentException dropped =
          assertThrows(IllegalArgumentException.class, () -> resumed.cursor(LIMITS));
      assertTrue(dropped.getMessage().contains("dropped or given away"), dropped.getMessage());
    }
  }

  @Test
  void aVariantIsTheErrorOfAnException() throws IOException {
    try (ComponentInstance instance = instance()) {
      Source source = instance.bind(Source.class, LIMITS);
      Refused refused =
          assertThrows(Refused.class, () -> source.open("no such table", Optional.empty()));
      assertTrue(refused.error() instanceof SourceError.Permanent, refused.toString());
    }
  }
}
