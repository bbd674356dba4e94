package dev.witloof.component.internal.instance;

import dev.witloof.component.HostCall;
import dev.witloof.engine.Store;
import java.util.List;

/** The host's view of a running instance. */
record InstanceHostCall(Store store, List<Object> state) implements HostCall {
  @Override
  public <T> T state(Class<T> type) {
    for (Object object : state) {
      if (type.isInstance(object)) {
        return type.cast(object);
      }
    }
    throw new IllegalStateException(
        "the instance was given no state of class " + type.getName() + ", see InstanceConfig");
  }
}
