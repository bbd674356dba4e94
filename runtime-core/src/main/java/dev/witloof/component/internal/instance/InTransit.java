package dev.witloof.component.internal.instance;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/**
 * Owned objects of the host that are in no table: on their way between two owners. A call that
 * fails leaves them here, and they are dropped when the instance closes.
 */
final class InTransit {
  /** An object may be on its way as often as the host gave it. */
  private final Map<Object, List<Handle>> handles = new IdentityHashMap<>();

  void add(Handle handle) {
    handles.computeIfAbsent(handle.representation(), object -> new ArrayList<>(1)).add(handle);
  }

  /** The object arrived, if it was on its way at all. */
  void arrived(Object object) {
    handles.computeIfPresent(
        object,
        (key, underway) -> {
          underway.remove(underway.size() - 1);
          return underway.isEmpty() ? null : underway;
        });
  }

  /** What never arrived, and nothing afterwards. */
  List<Handle> clear() {
    List<Handle> lost = new ArrayList<>();
    handles.values().forEach(lost::addAll);
    handles.clear();
    return lost;
  }
}
