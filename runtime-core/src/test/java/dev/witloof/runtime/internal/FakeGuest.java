package dev.witloof.runtime.internal;

import dev.witloof.component.ComponentFunction;
import dev.witloof.component.ComponentInstance;
import dev.witloof.component.ExternValue;
import dev.witloof.component.GuestResource;
import dev.witloof.component.InstanceConfig;
import dev.witloof.component.type.ExternType;
import dev.witloof.component.value.ResultValue;
import dev.witloof.engine.CallLimits;
import dev.witloof.engine.CallUsage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Stands for a component: its functions are Java. Keeps what was called, in order, with the number
 * of the instance in front, such as {@code 1:discover}.
 */
final class FakeGuest {
  final List<String> calls = new ArrayList<>();
  final List<CallLimits> limits = new ArrayList<>();
  private final Map<String, Body> functions = new HashMap<>();
  private int instances;

  interface Body {
    Object call(Object... arguments);
  }

  FakeGuest with(String function, Body body) {
    functions.put(function, body);
    return this;
  }

  FakeGuest returning(String function, Object ok) {
    return with(function, arguments -> ResultValue.ok(ok));
  }

  ComponentInstance instantiate(InstanceConfig config) {
    limits.add(config.instantiation());
    return instance();
  }

  ComponentInstance instance() {
    return new Instance(++instances);
  }

  final class Handle implements GuestResource {
    @Override
    public void drop(CallLimits callLimits) {
      calls.add("drop");
    }
  }

  private final class Instance implements ComponentInstance {
    private final int number;

    Instance(int number) {
      this.number = number;
    }

    @Override
    public ComponentFunction export(String function) {
      throw new UnsupportedOperationException("only functions of interfaces are called");
    }

    @Override
    public ComponentFunction export(String interfaceName, String function) {
      Body body = functions.get(function);
      return new ComponentFunction() {
        @Override
        public ExternType.Func type() {
          return new ExternType.Func(List.of(), Optional.empty());
        }

        @Override
        public Object call(CallLimits callLimits, Object... arguments) {
          calls.add(number + ":" + function.substring(function.lastIndexOf('.') + 1));
          limits.add(callLimits);
          return body.call(arguments);
        }
      };
    }

    @Override
    public Map<String, ExternValue> exports() {
      throw new UnsupportedOperationException("nothing is linked against the guest");
    }

    @Override
    public CallUsage lastUsage() {
      return new CallUsage(0, Duration.ZERO, 0);
    }

    @Override
    public void cancel() {
      calls.add(number + ":cancel");
    }

    @Override
    public void close() {
      calls.add(number + ":close");
    }
  }
}
