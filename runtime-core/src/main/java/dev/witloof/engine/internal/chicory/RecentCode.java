package dev.witloof.engine.internal.chicory;

import dev.witloof.engine.internal.cache.CacheKey;
import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.SoftReference;
import java.lang.ref.WeakReference;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Compiled code that an engine, or those that share a cache, have in this JVM: what is in use, and
 * what was until lately. Who loads a component again gets the classes that are there, with all that
 * HotSpot has learnt of them and compiled, in place of new ones that begin in its interpreter.
 *
 * <p>What is in use costs nothing more; the rest is bounded, and goes when heap is short.
 *
 * <p>Safe for use by threads.
 */
final class RecentCode {
  /** Bytes of classes and data that are kept although nobody uses them. */
  private static final long KEPT = 64L << 20;

  private record Kept(SoftReference<ComponentCode> code, long bytes) {}

  private static final class Known extends WeakReference<ComponentCode> {
    private final CacheKey key;

    Known(CacheKey key, ComponentCode code, ReferenceQueue<ComponentCode> gone) {
      super(code, gone);
      this.key = key;
    }
  }

  private final long most;
  private final Map<CacheKey, Known> known = new HashMap<>();
  private final ReferenceQueue<ComponentCode> gone = new ReferenceQueue<>();

  /** In the order of their last use. */
  private final Map<CacheKey, Kept> kept = new LinkedHashMap<>(16, 0.75f, true);

  private long keptBytes;

  RecentCode() {
    this(KEPT);
  }

  /**
   * @param most bytes of classes and data that are kept although nobody uses them
   */
  RecentCode(long most) {
    this.most = most;
  }

  /** The code of that key, if it is still there. */
  synchronized Optional<ComponentCode> find(CacheKey key) {
    forgetGone();
    Known entry = known.get(key);
    ComponentCode code = entry == null ? null : entry.get();
    if (code != null) {
      keep(key, code);
    }
    return Optional.ofNullable(code);
  }

  /** Adds code, in place of what has the key already. */
  synchronized void add(CacheKey key, ComponentCode code) {
    forgetGone();
    known.put(key, new Known(key, code, gone));
    keep(key, code);
  }

  private void forgetGone() {
    for (Reference<?> each = gone.poll(); each != null; each = gone.poll()) {
      CacheKey key = ((Known) each).key;
      if (known.remove(key, each)) {
        forget(key);
      }
    }
  }

  private void keep(CacheKey key, ComponentCode code) {
    forget(key);
    if (code.bytes() > most) {
      return;
    }
    kept.put(key, new Kept(new SoftReference<>(code), code.bytes()));
    keptBytes += code.bytes();
    for (Iterator<Kept> eldest = kept.values().iterator(); keptBytes > most; ) {
      keptBytes -= eldest.next().bytes();
      eldest.remove();
    }
  }

  private void forget(CacheKey key) {
    Kept before = kept.remove(key);
    if (before != null) {
      keptBytes -= before.bytes();
    }
  }
}
