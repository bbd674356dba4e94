package dev.witloof.runtime.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.witloof.component.value.ResultValue;
import dev.witloof.component.value.VariantValue;
import dev.witloof.connector.ConnectorException;
import dev.witloof.connector.DataType;
import dev.witloof.connector.Field;
import dev.witloof.connector.RecordBatch;
import dev.witloof.connector.TableSchema;
import dev.witloof.engine.Trap;
import dev.witloof.runtime.ConnectorLimits;
import java.util.List;
import org.junit.jupiter.api.Test;

class WasmDestinationTest {
  private static final TableSchema TABLE =
      new TableSchema("t", List.of(new Field("id", new DataType.Int64(), true)), List.of());

  private final FakeGuest guest = new FakeGuest();

  WasmDestinationTest() {
    for (String function : List.of("prepare", "write", "commit", "abort")) {
      guest.with(function, arguments -> ResultValue.ok());
    }
  }

  @Test
  void passesCallsOn() {
    guest.with(
        "prepare",
        arguments -> {
          assertEquals(List.of("t", SchemaWriter.write(TABLE)), List.of(arguments));
          return ResultValue.ok();
        });
    try (WasmDestination destination = destination();
        RecordBatch batch = emptyBatch()) {
      destination.prepare(TABLE);
      destination.write("t", batch);
      destination.commit();
      destination.abort();
    }
    assertEquals(List.of("1:prepare", "1:write", "1:commit", "1:abort", "1:close"), guest.calls);
  }

  @Test
  void afterATrapOnlyAbortIsPossibleAndAFreshInstanceIsPrepared() {
    try (WasmDestination destination = destination();
        RecordBatch batch = emptyBatch()) {
      destination.prepare(TABLE);
      guest.with(
          "write",
          arguments -> {
            throw new Trap(Trap.Kind.UNREACHABLE, "unreachable");
          });
      assertThrows(ConnectorException.Permanent.class, () -> destination.write("t", batch));
      assertThrows(IllegalStateException.class, destination::commit);

      destination.abort();
      guest.with("write", arguments -> ResultValue.ok());
      destination.write("t", batch);
      destination.commit();
    }
    assertEquals(
        List.of("1:prepare", "1:write", "1:close", "2:prepare", "2:write", "2:commit", "2:close"),
        guest.calls);
  }

  @Test
  void anErrorOfTheContractMustBeAbortedInTheSameInstance() {
    guest.with("commit", arguments -> ResultValue.err(VariantValue.of("transient", "disk full")));
    try (WasmDestination destination = destination()) {
      destination.prepare(TABLE);
      assertThrows(ConnectorException.Transient.class, destination::commit);
      assertThrows(IllegalStateException.class, destination::commit);
      destination.abort();
    }
    assertEquals(List.of("1:prepare", "1:commit", "1:abort", "1:close"), guest.calls);
  }

  private WasmDestination destination() {
    InstanceFactory factory =
        new InstanceFactory(
            guest::instantiate,
            ConnectorLimits.defaults(),
            new LimitStrikes(TestHosts.FAKE),
            TestHosts.unheard(),
            settings -> TestHosts.with());
    return new WasmDestination(
        TestPools.session(factory, "witloof:connector/destination@0.1.0"),
        ConnectorLimits.defaults());
  }

  private static RecordBatch emptyBatch() {
    return RecordBatch.build(TABLE, root -> root.setRowCount(0));
  }
}
