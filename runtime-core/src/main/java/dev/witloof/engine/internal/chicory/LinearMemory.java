package dev.witloof.engine.internal.chicory;

import dev.witloof.engine.CoreType;
import dev.witloof.engine.FuelSchedule;
import dev.witloof.engine.LimitExceeded;
import dev.witloof.engine.internal.binary.StartingMemory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The storage of one linear memory. One array holds it, with room to grow geometrically but never
 * beyond the store's budget; as the budget counts sizes, the arrays of several memories may come to
 * twice of it. Each instance that uses the memory has a {@link GuestMemory}, its view, that holds
 * the array and the size itself; growing updates all views.
 */
final class LinearMemory {
  /** Pages that fit one Java array. */
  static final int MOST_PAGES = 32_767;

  private final ChicoryStore store;
  private final CoreType.Memory declared;
  private final List<GuestMemory> views = new ArrayList<>();
  private byte[] bytes;
  private int size;

  /** Takes the memory's minimum from the budget before allocating it. */
  LinearMemory(ChicoryStore store, CoreType.Memory declared) {
    this.store = store;
    this.declared = declared;
    long initial = declared.min() * StartingMemory.PAGE;
    store.memory().require(initial);
    try {
      bytes = store.watched(initial, () -> new byte[(int) initial]);
    } catch (OutOfMemoryError e) {
      store.memory().giveBack(initial);
      throw store.memory().refusal();
    } catch (LimitExceeded e) {
      store.memory().giveBack(initial);
      throw e;
    }
    size = (int) initial;
  }

  ChicoryStore store() {
    return store;
  }

  byte[] bytes() {
    return bytes;
  }

  int size() {
    return size;
  }

  int pages() {
    return size / StartingMemory.PAGE;
  }

  int maximumPages() {
    return (int) Math.min(MOST_PAGES, declared.max().orElse(MOST_PAGES));
  }

  /** The type with the present size as its minimum, as imports see it. */
  CoreType.Memory type() {
    return new CoreType.Memory(pages(), declared.max(), false, false);
  }

  /**
   * What an instance sees of it.
   *
   * @param data the contents of its data segments
   */
  GuestMemory newView(List<byte[]> data) {
    GuestMemory view = new GuestMemory(this, data);
    view.refresh();
    views.add(view);
    return view;
  }

  /** Grows; returns the old number of pages, or -1 when that many more are not to be had. */
  int grow(int morePages) {
    int oldPages = pages();
    if (morePages == 0) {
      return oldPages;
    }
    long more = (long) morePages * StartingMemory.PAGE;
    long target = size + more;
    if (oldPages + (long) morePages > declared.max().orElse(StartingMemory.PAGE)) {
      return -1;
    }
    if (oldPages + (long) morePages > MOST_PAGES) {
      store.memory().refuse(more);
      return -1;
    }
    if (!store.memory().tryTake(more)) {
      return -1;
    }
    try {
      store.tank().burn(FuelSchedule.growth(more, views.size()));
      if (target > bytes.length) {
        bytes = roomier((int) target);
      }
    } catch (OutOfMemoryError e) {
      // The guest learns of it as of any refused growth.
      store.memory().giveBack(more);
      return -1;
    } catch (LimitExceeded e) {
      store.memory().giveBack(more);
      throw e;
    }
    size = (int) target;
    views.forEach(GuestMemory::refresh);
    return oldPages;
  }

  private byte[] roomier(int needed) {
    long roomy = Math.min(2L * bytes.length, (long) maximumPages() * StartingMemory.PAGE);
    long affordable = Math.min(roomy, needed + store.memory().free());
    int capacity = (int) Math.max(needed, affordable);
    byte[] old = bytes;
    return store.watched(capacity, () -> Arrays.copyOf(old, capacity));
  }
}
