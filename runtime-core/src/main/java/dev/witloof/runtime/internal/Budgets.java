package dev.witloof.runtime.internal;

import dev.witloof.engine.CallLimits;
import dev.witloof.runtime.ConnectorLimits;

/** The budget of each kind of call. */
final class Budgets {
  private Budgets() {}

  static CallLimits next(ConnectorLimits limits) {
    return new CallLimits(limits.fuel(), limits.nextDeadline(), limits.liftedBytes());
  }

  static CallLimits discover(ConnectorLimits limits) {
    return new CallLimits(limits.fuel(), limits.discoverDeadline(), limits.liftedBytes());
  }

  static CallLimits call(ConnectorLimits limits) {
    return new CallLimits(limits.fuel(), limits.callDeadline(), limits.liftedBytes());
  }
}
