package dev.witloof.conformance.wast;

import dev.witloof.component.ExternValue;
import dev.witloof.component.HostFunction;
import dev.witloof.component.HostInterface;
import dev.witloof.component.type.ExternType;
import dev.witloof.component.type.ResourceType;
import dev.witloof.component.type.ValueType;
import dev.witloof.component.type.ValueType.Named;
import dev.witloof.component.type.ValueType.Primitive;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The instance {@code host} that component tests import by convention: functions that return
 * constants, a core module, and resources that count their drops.
 */
final class TestHost {
  private final ResourceType resource1 = ResourceType.named("resource1");
  private final ResourceType resource2 = ResourceType.named("resource2");
  private long drops;
  private long lastDrop;

  /** A resource of the host that is nothing but a number. */
  private record Numbered(long number) {}

  /** A function that is imported on its own. */
  ExternValue returnTwo() {
    return constant(Primitive.U32, 2L);
  }

  ExternValue instance() {
    Map<String, ExternValue> exports = new LinkedHashMap<>();
    exports.put("return-three", constant(Primitive.U32, 3L));
    exports.put("return-hi", constant(Primitive.STRING, "hi"));
    exports.put(
        "nested", new ExternValue.Instance(Map.of("return-four", constant(Primitive.U32, 4L))));
    exports.put("simple-module", ExternValue.CoreModule.read(simpleModule()));
    exports.put("resource1", resource(resource1));
    exports.put("resource1-again", resource(resource1));
    exports.put("resource2", resource(resource2));
    ValueType own = new ValueType.Own(resource1);
    Named self = new Named("self", new ValueType.Borrow(resource1));
    Named rep = new Named("rep", Primitive.U32);
    exports.put(
        "[constructor]resource1",
        function(
            List.of(new Named("r", Primitive.U32)),
            own,
            (call, args) -> new Numbered((Long) args[0])));
    exports.put(
        "[static]resource1.assert", function(List.of(new Named("r", own), rep), this::check));
    exports.put("[static]resource1.last-drop", function(Primitive.U32, (call, args) -> lastDrop));
    exports.put("[static]resource1.drops", function(Primitive.U32, (call, args) -> drops));
    exports.put("[method]resource1.simple", function(List.of(self, rep), this::check));
    exports.put(
        "[method]resource1.take-borrow",
        function(
            List.of(self, new Named("b", new ValueType.Borrow(resource1))), (call, args) -> null));
    exports.put(
        "[method]resource1.take-own",
        function(List.of(self, new Named("b", own)), (call, args) -> null));
    return new ExternValue.Instance(exports);
  }

  private Object check(dev.witloof.component.HostCall call, Object[] arguments) {
    Numbered resource = (Numbered) arguments[0];
    if (resource.number() != (Long) arguments[1]) {
      throw new IllegalStateException("resource " + resource + " is not " + arguments[1]);
    }
    return null;
  }

  private ExternValue resource(ResourceType identity) {
    return new ExternValue.HostResource(
        identity,
        new HostInterface.HostResource<>(
            Numbered.class,
            Optional.of(
                dropped -> {
                  if (identity == resource1) {
                    drops++;
                    lastDrop = dropped.number();
                  }
                })));
  }

  private static ExternValue constant(ValueType type, Object value) {
    return function(type, (call, args) -> value);
  }

  private static ExternValue function(ValueType result, HostFunction body) {
    return function(List.of(), result, body);
  }

  private static ExternValue function(List<Named> params, HostFunction body) {
    return new ExternValue.HostFunc(new ExternType.Func(params, Optional.empty()), body);
  }

  private static ExternValue function(List<Named> params, ValueType result, HostFunction body) {
    return new ExternValue.HostFunc(new ExternType.Func(params, Optional.of(result)), body);
  }

  private static byte[] simpleModule() {
    try (InputStream in = TestHost.class.getResourceAsStream("simple-module.wasm")) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
