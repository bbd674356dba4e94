package dev.witloof.component.internal.instance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.witloof.component.AbiTrap;
import dev.witloof.component.AbiTrap.Rule;
import dev.witloof.component.HostInterface.HostResource;
import dev.witloof.engine.LimitExceeded;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The indices of handles (CanonicalABI.md, {@code Table}). */
class HandleTableTest {
  private final HandleQuota quota = new HandleQuota(100);
  private final Resource resource =
      new Resource.Host("r", new HostResource<>(String.class, Optional.empty()));

  private Handle handle() {
    return Handle.owned(resource, "an object");
  }

  @Test
  void trapsWhenItIsFull() {
    HandleTable table = new HandleTable(quota, 3);
    for (int index = 1; index <= 3; index++) {
      assertEquals(index, table.add(handle()));
    }

    AbiTrap full = assertThrows(AbiTrap.class, () -> table.add(handle()));

    assertEquals(Rule.HANDLE_TABLE_FULL, full.rule());
    table.remove(2, resource);
    assertEquals(2, table.add(handle()));
  }

  @Test
  void usesFreedIndicesAgain() {
    HandleTable table = new HandleTable(quota);
    for (int i = 0; i < 10_000; i++) {
      int first = table.add(handle());
      int second = table.add(handle());
      table.remove(first, resource);
      table.remove(second, resource);
    }

    assertEquals(2, table.length());
    assertEquals(Set.of(1, 2), Set.of(table.add(handle()), table.add(handle())));
  }

  /** The embedder's limit counts the handles of all tables, and only those that are in use. */
  @Test
  void sharesTheQuota() {
    HandleQuota two = new HandleQuota(2);
    HandleTable first = new HandleTable(two);
    HandleTable second = new HandleTable(two);
    first.add(handle());
    second.add(handle());

    assertThrows(LimitExceeded.class, () -> first.add(handle()));

    second.remove(1, resource);
    assertEquals(2, first.add(handle()));
  }
}
