package dev.witloof.runtime.internal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.witloof.component.ComponentInstance;
import dev.witloof.component.InstanceConfig;
import dev.witloof.component.value.ResultValue;
import dev.witloof.component.value.VariantValue;
import dev.witloof.connector.ConnectorException;
import dev.witloof.connector.Cursor;
import dev.witloof.connector.DataType;
import dev.witloof.connector.Field;
import dev.witloof.connector.ReadHandle;
import dev.witloof.connector.RecordBatch;
import dev.witloof.connector.TableSchema;
import dev.witloof.engine.LimitExceeded;
import dev.witloof.engine.Trap;
import dev.witloof.runtime.ConnectorLimits;
import dev.witloof.runtime.internal.observe.CallObserver;
import dev.witloof.runtime.internal.observe.ObservedCall;
import dev.witloof.runtime.secret.Redactor;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.apache.arrow.vector.BigIntVector;
import org.junit.jupiter.api.Test;

class WasmSourceTest {
  private static final TableSchema TABLE =
      new TableSchema("t", List.of(new Field("id", new DataType.Int64(), false)), List.of("id"));

  private final LimitStrikes strikes = new LimitStrikes(TestHosts.FAKE);
  private final List<String> closedState = new ArrayList<>();
  private final FakeGuest guest =
      new FakeGuest()
          .returning("discover", List.of(SchemaWriter.write(TABLE)))
          .returning("[method]read-handle.next", Optional.empty())
          .with("[method]read-handle.cursor", arguments -> new byte[] {7});

  WasmSourceTest() {
    guest.returning("open", guest.new Handle());
  }

  @Test
  void discoversTheTablesOfTheGuest() {
    try (WasmSource source = source()) {
      assertEquals(List.of(TABLE), source.discover());
    }
  }

  @Test
  void handsOutBatchesThenNothingEverAfter() {
    byte[] ipc = batch(1, 2, 3);
    List<Optional<byte[]>> batches = new ArrayList<>(List.of(Optional.of(ipc), Optional.empty()));
    guest.with("[method]read-handle.next", a -> ResultValue.ok(batches.remove(0)));
    try (WasmSource source = source();
        ReadHandle handle = source.open("t", Optional.empty())) {
      try (RecordBatch batch = handle.next().orElseThrow()) {
        assertEquals(3, batch.rowCount());
      }
      assertTrue(handle.next().isEmpty());
      assertTrue(handle.next().isEmpty());
      assertEquals(Cursor.of(new byte[] {7}), handle.cursor());
    }
    assertEquals(2, guest.calls.stream().filter("1:next"::equals).count());
  }

  @Test
  void passesTheCursorOn() {
    guest.with(
        "open",
        arguments -> {
          assertEquals("t", arguments[0]);
          assertArrayEquals(new byte[] {5, 6}, (byte[]) ((Optional<?>) arguments[1]).orElseThrow());
          return ResultValue.ok(guest.new Handle());
        });
    try (WasmSource source = source()) {
      source.open("t", Optional.of(Cursor.of(new byte[] {5, 6}))).close();
    }
    assertTrue(guest.calls.contains("drop"), guest.calls.toString());
  }

  @Test
  void eachCallHasItsDeadline() {
    try (WasmSource source = source();
        ReadHandle handle = source.open("t", Optional.empty())) {
      assertTrue(handle.next().isEmpty());
    }
    assertEquals(
        List.of(30L, 60L, 30L, 30L),
        guest.limits.stream().map(l -> l.deadline().toSeconds()).toList());
  }

  @Test
  void mapsEveryErrorOfTheContract() {
    assertEquals(
        "discover(): try later",
        failure("transient", "try later", ConnectorException.Transient.class));
    assertEquals(
        "discover(): broken", failure("permanent", "broken", ConnectorException.Permanent.class));
    assertEquals(
        "discover(): login",
        failure("auth-expired", "login", ConnectorException.AuthExpired.class));
    assertEquals(
        "discover(): column",
        failure("schema-incompatible", "column", ConnectorException.SchemaIncompatible.class));
    guest.with("discover", a -> ResultValue.err(VariantValue.of("rate-limited", 4_294_967_295L)));
    try (WasmSource source = source()) {
      ConnectorException.RateLimited limited =
          assertThrows(ConnectorException.RateLimited.class, source::discover);
      assertEquals(Duration.ofSeconds(4_294_967_295L), limited.retryAfter());
    }
  }

  @Test
  void aFailedHandleSaysSoAndTheInstanceGoesOn() {
    guest.with(
        "[method]read-handle.next",
        a -> ResultValue.err(VariantValue.of("transient", "connection reset")));
    try (WasmSource source = source()) {
      ReadHandle handle = source.open("t", Optional.empty());
      assertThrows(ConnectorException.Transient.class, handle::next);
      IllegalStateException unusable = assertThrows(IllegalStateException.class, handle::next);
      assertTrue(unusable.getMessage().contains("connection reset"), unusable.getMessage());
      assertThrows(IllegalStateException.class, handle::cursor);
      handle.close();
      source.discover();
    }
    assertTrue(guest.calls.stream().noneMatch(call -> call.startsWith("2:")), "one instance");
  }

  @Test
  void anOpenHandleHasItsInstanceForItself() {
    try (WasmSource source = source();
        ReadHandle handle = source.open("t", Optional.empty())) {
      source.discover();
      assertTrue(handle.next().isEmpty());
    }
    assertEquals(
        List.of("1:discover", "1:open", "2:discover", "1:next", "drop", "1:close", "2:close"),
        guest.calls.stream().sorted(WasmSourceTest::closesLast).toList());
  }

  private static int closesLast(String a, String b) {
    return a.endsWith("close") && b.endsWith("close")
        ? a.compareTo(b)
        : Boolean.compare(a.endsWith("close"), b.endsWith("close"));
  }

  @Test
  void aCancelledSourceCanOnlyBeClosed() {
    try (WasmSource source = source()) {
      ReadHandle handle = source.open("t", Optional.empty());
      source.cancel();
      assertEquals("1:cancel", guest.calls.get(guest.calls.size() - 1));
      ConnectorException cancelled =
          assertThrows(ConnectorException.Transient.class, source::discover);
      assertTrue(cancelled.getMessage().contains("was cancelled"), cancelled.getMessage());
      handle.close();
      assertEquals("1:close", guest.calls.get(guest.calls.size() - 1));
    }
  }

  @Test
  void aClosedHandleCancelsNothing() {
    try (WasmSource source = source()) {
      ReadHandle handle = source.open("t", Optional.empty());
      handle.cancel();
      handle.close();
      handle.cancel();
      source.discover();
    }
    assertEquals(1, guest.calls.stream().filter("1:cancel"::equals).count());
  }

  @Test
  void aTrapEndsTheInstanceAndTheNextUseMakesANewOne() {
    guest.with(
        "[method]read-handle.next",
        a -> {
          throw new Trap(Trap.Kind.UNREACHABLE, "unreachable");
        });
    try (WasmSource source = source();
        ReadHandle handle = source.open("t", Optional.empty())) {
      ConnectorException trapped = assertThrows(ConnectorException.Permanent.class, handle::next);
      assertEquals(
          "the connector trapped in next() of table 't': unreachable", trapped.getMessage());
      assertFalse(trapped.limit().isPresent());
      assertEquals("1:close", guest.calls.get(guest.calls.size() - 1));
      assertEquals(List.of("state"), closedState);
      source.discover();
      assertEquals("2:discover", guest.calls.get(guest.calls.size() - 1));
    }
    assertFalse(guest.calls.contains("drop"), "a resource of an ended instance is gone with it");
  }

  @Test
  void anErrorOfTheHostEndsTheInstanceAndPassesOut() {
    AssertionError error = new AssertionError("a host function fails");
    for (boolean hears : List.of(false, true)) {
      Heard heard = new Heard(hears);
      FakeGuest failing = new FakeGuest();
      failing.with(
          "discover",
          a -> {
            throw error;
          });
      closedState.clear();
      try (WasmSource source = source(failing::instantiate, heard)) {
        assertSame(error, assertThrows(AssertionError.class, source::discover));
        assertEquals(List.of("1:discover", "1:close"), failing.calls);
        assertEquals(List.of("state"), closedState);
        failing.returning("discover", List.of());
        assertEquals(List.of(), source.discover());
        assertEquals("2:discover", failing.calls.get(failing.calls.size() - 1));
      }
      assertEquals(
          hears
              ? List.of("instantiate ok", "discover " + error, "instantiate ok", "discover ok")
              : List.of(),
          heard.calls);
    }
  }

  @Test
  void anErrorWhileItStartsClosesTheStateAndPassesOut() {
    AssertionError error = new AssertionError("a host function fails");
    Heard heard = new Heard(true);
    try (WasmSource source =
        source(
            config -> {
              throw error;
            },
            heard)) {
      assertSame(error, assertThrows(AssertionError.class, source::discover));
    }
    assertEquals(List.of("state"), closedState);
    assertEquals(List.of("instantiate " + error), heard.calls);
  }

  /** Keeps the calls and how they ended. */
  private record Heard(boolean hears, List<String> calls) implements CallObserver {
    Heard(boolean hears) {
      this(hears, new ArrayList<>());
    }

    @Override
    public ObservedCall begin(String function, Optional<String> table, Redactor redactor) {
      return (outcome, usage, rows, bytes, failure) ->
          calls.add(function + " " + failure.map(Throwable::toString).orElse("ok"));
    }
  }

  @Test
  void theThirdLimitHitInARowIsPermanentAcrossInstancesAndSources() {
    guest.with(
        "[method]read-handle.next",
        a -> {
          throw new LimitExceeded(LimitExceeded.Limit.DEADLINE, 30_000, 30_001);
        });
    List<Class<?>> kinds = new ArrayList<>();
    for (int attempt = 0; attempt < 3; attempt++) {
      try (WasmSource source = source();
          ReadHandle handle = source.open("t", Optional.empty())) {
        ConnectorException hit = assertThrows(ConnectorException.class, handle::next);
        assertEquals("next-deadline", hit.limit().orElseThrow().limit());
        kinds.add(hit.getClass());
      }
    }
    assertEquals(
        List.of(
            ConnectorException.Transient.class,
            ConnectorException.Transient.class,
            ConnectorException.Permanent.class),
        kinds);
  }

  @Test
  void bytesThatAreNoBatchFailTheHandle() {
    guest.returning("[method]read-handle.next", Optional.of(new byte[] {1, 2, 3}));
    try (WasmSource source = source();
        ReadHandle handle = source.open("t", Optional.empty())) {
      assertThrows(ConnectorException.Permanent.class, handle::next);
      assertThrows(IllegalStateException.class, handle::next);
    }
  }

  @Test
  void refusesACursorThatIsTooLarge() {
    guest.with("[method]read-handle.cursor", a -> new byte[ConnectorLimits.CURSOR_BYTES + 1]);
    try (WasmSource source = source();
        ReadHandle handle = source.open("t", Optional.empty())) {
      ConnectorException tooLarge =
          assertThrows(ConnectorException.Permanent.class, handle::cursor);
      assertTrue(tooLarge.getMessage().contains("1048577"), tooLarge.getMessage());
    }
  }

  @Test
  void namesTheTablesThereAre() {
    try (WasmSource source = source()) {
      ConnectorException unknown =
          assertThrows(
              ConnectorException.Permanent.class, () -> source.open("u", Optional.empty()));
      assertEquals("there is no table 'u'; the connector offers 't'", unknown.getMessage());
    }
  }

  @Test
  void aClosedSourceIsNotInstantiatedAgain() {
    WasmSource source = source();
    source.close();
    assertThrows(IllegalStateException.class, source::discover);
    assertEquals(List.of(), guest.calls);
  }

  private String failure(String label, String text, Class<? extends ConnectorException> expected) {
    guest.with("discover", a -> ResultValue.err(VariantValue.of(label, text)));
    try (WasmSource source = source()) {
      ConnectorException thrown = assertThrows(ConnectorException.class, source::discover);
      assertInstanceOf(expected, thrown);
      return thrown.getMessage();
    }
  }

  private WasmSource source() {
    return source(guest::instantiate, TestHosts.unheard());
  }

  private WasmSource source(
      Function<InstanceConfig, ComponentInstance> component, CallObserver observer) {
    AutoCloseable state = () -> closedState.add("state");
    InstanceFactory factory =
        new InstanceFactory(
            component,
            ConnectorLimits.defaults(),
            strikes,
            observer,
            settings -> TestHosts.with(state));
    return new WasmSource(
        "test",
        TestPools.session(factory, "witloof:connector/source@0.1.0"),
        ConnectorLimits.defaults());
  }

  private static byte[] batch(long... ids) {
    try (RecordBatch batch =
        RecordBatch.build(
            TABLE,
            root -> {
              BigIntVector vector = (BigIntVector) root.getVector(0);
              for (int i = 0; i < ids.length; i++) {
                vector.setSafe(i, ids[i]);
              }
              root.setRowCount(ids.length);
            })) {
      return batch.toIpc();
    }
  }
}
