package dev.witloof.component.internal.instance;

import dev.witloof.component.AbiTrap;
import dev.witloof.component.AbiTrap.Rule;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The handles of one inner component instance (CanonicalABI.md, {@code Table}). Index 0 is never
 * used; freed indices are used again, the last one first.
 */
final class HandleTable {
  /** The largest index ({@code Table.MAX_LENGTH}). */
  static final int MAX_LENGTH = (1 << 28) - 1;

  private final HandleQuota quota;
  private final int maxLength;
  private final List<@Nullable Handle> entries = new ArrayList<>();
  private final List<Integer> free = new ArrayList<>();

  HandleTable(HandleQuota quota) {
    this(quota, MAX_LENGTH);
  }

  HandleTable(HandleQuota quota, int maxLength) {
    this.quota = quota;
    this.maxLength = maxLength;
    entries.add(null);
  }

  int add(Handle handle) {
    if (free.isEmpty() && entries.size() > maxLength) {
      throw new AbiTrap(Rule.HANDLE_TABLE_FULL, maxLength);
    }
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
      throw new AbiTrap(Rule.UNKNOWN_HANDLE, Integer.toUnsignedString(index));
    }
    if (handle.resource() != resource) {
      throw new AbiTrap(Rule.WRONG_RESOURCE_TYPE, index, resource.name(), handle.resource().name());
    }
    return handle;
  }

  /** Takes a handle out; traps as {@link #get} does, and while the handle is lent. */
  Handle remove(int index, Resource resource) {
    Handle handle = get(index, resource);
    if (handle.lent()) {
      throw new AbiTrap(Rule.HANDLE_LENT, index, resource.name());
    }
    entries.set(index, null);
    free.add(index);
    quota.giveBack();
    return handle;
  }

  /** How many indices there are room for, those that are free included. */
  int length() {
    return entries.size() - 1;
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
