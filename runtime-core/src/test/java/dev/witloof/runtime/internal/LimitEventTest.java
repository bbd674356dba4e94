package dev.witloof.runtime.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.witloof.engine.LimitExceeded;
import dev.witloof.engine.LimitExceeded.Limit;
import dev.witloof.runtime.ConnectorLimits;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.context.Context;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LimitEventTest {
  private final List<Attributes> events = new ArrayList<>();

  @Test
  void everyDecisionIsAnEventOfTheCurrentSpan() {
    LimitStrikes strikes = new LimitStrikes("numbers");
    GuestCall call =
        new GuestCall("discover", Optional.empty(), Budgets.discover(ConnectorLimits.defaults()));
    Runnable hit = () -> strikes.hit(call, new LimitExceeded(Limit.FUEL, 10, 11));
    Runnable traced = Context.current().with(recordingSpan()).wrap(hit);
    traced.run();
    traced.run();
    traced.run();

    assertEquals(
        List.of("transient", "transient", "permanent"),
        events.stream().map(e -> e.get(AttributeKey.stringKey("witloof.limit.decision"))).toList());
    Attributes last = events.get(2);
    assertEquals("numbers", last.get(AttributeKey.stringKey("witloof.connector")));
    assertEquals("FUEL", last.get(AttributeKey.stringKey("witloof.limit")));
    assertEquals(10L, last.get(AttributeKey.longKey("witloof.limit.budget")));
    assertEquals(11L, last.get(AttributeKey.longKey("witloof.limit.used")));
  }

  /** A span that keeps its limit events and otherwise does what the interface does by default. */
  private Span recordingSpan() {
    InvocationHandler handler =
        (proxy, method, arguments) -> {
          if (isEvent(method)) {
            assertEquals("witloof.limit", arguments[0]);
            events.add((Attributes) arguments[1]);
            return proxy;
          }
          return InvocationHandler.invokeDefault(proxy, method, arguments);
        };
    return (Span)
        Proxy.newProxyInstance(Span.class.getClassLoader(), new Class<?>[] {Span.class}, handler);
  }

  private static boolean isEvent(Method method) {
    return method.getName().equals("addEvent")
        && method.getParameterCount() == 2
        && method.getParameterTypes()[1] == Attributes.class;
  }
}
