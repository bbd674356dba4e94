package dev.witloof.runtime.internal;

import dev.witloof.runtime.PoolListener;
import dev.witloof.runtime.PoolSettings;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;

/** Pools with default settings. */
final class TestPools {
  private static final ScheduledExecutorService BACKGROUND =
      Executors.newSingleThreadScheduledExecutor(
          work -> {
            Thread thread = new Thread(work, "test-pools");
            thread.setDaemon(true);
            return thread;
          });

  private TestPools() {}

  static GuestSession session(InstanceFactory factory, String export) {
    return new GuestSession(
        new InstancePool<>(
            "test",
            PoolSettings.defaults(),
            factory,
            BACKGROUND,
            PoolTimer.of(BACKGROUND),
            PoolListener.none()),
        new InstanceKey(export, Map.of()),
        session -> {});
  }
}
