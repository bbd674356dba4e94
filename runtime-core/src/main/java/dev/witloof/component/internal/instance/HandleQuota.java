package dev.witloof.component.internal.instance;

import dev.witloof.engine.LimitExceeded;

/** How many handles all tables of a component instance may hold together. */
final class HandleQuota {
  private final int max;
  private int used;

  HandleQuota(int max) {
    this.max = max;
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
