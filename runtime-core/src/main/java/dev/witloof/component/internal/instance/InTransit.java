package dev.witloof.component.internal.instance;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * Owned objects of the host that are in no table: on their way between two owners. A call that
 * fails leaves them here, and they are dropped when the instance closes.
 */
final class InTransit {
  private final List<Handle> handles = new ArrayList<>();

  void add(Handle handle) {
    handles.add(handle);
  }

  /** The object arrived, if it was on its way at all. */
  void arrived(Object object) {
    for (int i = handles.size() - 1; i >= 0; i--) {
      if (handles.get(i).representation() == object) {
        handles.remove(i);
        return;
      }
    }
  }

  void arrived(Collection<Handle> delivered) {
    delivered.forEach(handle -> arrived(handle.representation()));
  }

  /** What never arrived, and nothing afterwards. */
  List<Handle> clear() {
    List<Handle> lost = List.copyOf(handles);
    handles.clear();
    return lost;
  }
}
