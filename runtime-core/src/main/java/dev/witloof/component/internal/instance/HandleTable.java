package dev.witloof.component.internal.instance;

import dev.witloof.component.internal.abi.AbiTrap;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The handles of one inner component instance (CanonicalABI.md, {@code Table}). Index 0 is never
 * used; freed indices are used again, the last one first.
 */
final class HandleTable {
  private final HandleQuota quota;
  private final List<@Nullable Handle> entries = new ArrayList<>();
  private final List<Integer> free = new ArrayList<>();

  HandleTable(HandleQuota quota) {
    this.quota = quota;
    entries.add(null);
  }

  int add(Handle handle) {
    quota.take();
    if (free.isEmpty()) {
      entries.add(handle);
      return entries.size() - 1;
    }
    int index = free.remove(free.size() - 1);
    entries.set(index, handle);
    return index;
  }

  /** The handle at an index that the guest named; traps when there is none of that type. */
  Handle get(int index, Resource resource) {
    Handle handle = index < 0 || index >= entries.size() ? null : entries.get(index);
    if (handle == null) {
      throw AbiTrap.UNKNOWN_HANDLE.with(Integer.toUnsignedString(index));
    }
    if (handle.resource() != resource) {
      throw AbiTrap.WRONG_RESOURCE_TYPE.with(index, resource.name(), handle.resource().name());
    }
    return handle;
  }

  /** Takes a handle out; traps as {@link #get} does, and while the handle is lent. */
  Handle remove(int index, Resource resource) {
    Handle handle = get(index, resource);
    if (handle.lent()) {
      throw AbiTrap.HANDLE_LENT.with(index);
    }
    entries.set(index, null);
    free.add(index);
    quota.giveBack();
    return handle;
  }

  /** The handles at present, and none afterwards. */
  List<Handle> clear() {
    List<Handle> handles = entries.stream().filter(Objects::nonNull).toList();
    entries.clear();
    entries.add(null);
    free.clear();
    handles.forEach(handle -> quota.giveBack());
    return handles;
  }
}
