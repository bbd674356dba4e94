package dev.witloof.host.http;

import dev.witloof.component.HostCall;
import dev.witloof.component.HostInterface;
import dev.witloof.component.value.ResultValue;
import dev.witloof.host.HostMemory;
import dev.witloof.host.WasiState;
import java.util.List;

/** The resource {@code fields}. */
final class FieldsFunctions {
  private FieldsFunctions() {}

  static void define(HostInterface.Builder types) {
    types
        .resource("fields", Fields.class, Fields::close)
        .function("[constructor]fields", (call, args) -> new Fields(memory(call)))
        .function(
            "[static]fields.from-list", (call, args) -> fromList(memory(call), (List<?>) args[0]))
        .function(
            "[method]fields.get",
            (call, args) -> List.<Object>copyOf(self(args).get((String) args[1])))
        .function("[method]fields.has", (call, args) -> self(args).has((String) args[1]))
        .function(
            "[method]fields.set",
            (call, args) ->
                attempt(
                    () ->
                        self(args)
                            .set(
                                (String) args[1],
                                ((List<?>) args[2]).stream().map(byte[].class::cast).toList())))
        .function(
            "[method]fields.delete",
            (call, args) -> attempt(() -> self(args).delete((String) args[1])))
        .function(
            "[method]fields.append",
            (call, args) -> attempt(() -> self(args).append((String) args[1], (byte[]) args[2])))
        .function(
            "[method]fields.entries",
            (call, args) ->
                self(args).entries().stream()
                    .map(entry -> (Object) List.of(entry.name(), entry.value()))
                    .toList())
        .function("[method]fields.clone", (call, args) -> self(args).copy());
  }

  private static Fields self(Object[] args) {
    return (Fields) args[0];
  }

  private static HostMemory memory(HostCall call) {
    return WasiState.of(call).memory();
  }

  private static ResultValue fromList(HostMemory memory, List<?> entries) {
    Fields fields = new Fields(memory);
    try {
      for (Object entry : entries) {
        List<?> pair = (List<?>) entry;
        fields.append((String) pair.get(0), (byte[]) pair.get(1));
      }
      return ResultValue.ok(fields);
    } catch (Fields.Refused refused) {
      fields.close();
      return ResultValue.err(refused.headerError());
    }
  }

  /** A change of the fields. */
  private interface Change {
    void run() throws Fields.Refused;
  }

  private static ResultValue attempt(Change change) {
    try {
      change.run();
      return ResultValue.ok();
    } catch (Fields.Refused refused) {
      return ResultValue.err(refused.headerError());
    }
  }
}
