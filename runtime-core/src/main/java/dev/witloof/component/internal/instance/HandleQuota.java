package dev.witloof.component.internal.instance;

import dev.witloof.engine.LimitExceeded;

/** How many handles all tables of a component instance may hold together. */
final class HandleQuota {
  /** Handle indices stay below 2^28 ({@code Table.MAX_LENGTH}). */
  private static final int CANONICAL_MAX = (1 << 28) - 2;

  private final int max;
  private int used;

  HandleQuota(int max) {
    this.max = Math.min(max, CANONICAL_MAX);
  }

  void take() {
    if (used >= max) {
      throw new LimitExceeded(LimitExceeded.Limit.HANDLES, max, used + 1L);
    }
    used++;
  }

  void giveBack() {
    used--;
  }
}
