package dev.witloof.component;

import dev.witloof.component.internal.instance.LinkedPlan;
import dev.witloof.engine.CoreModule;
import java.util.List;

/** A component that is compiled and whose imports are satisfied. Immutable; shared by threads. */
public final class LinkedComponent {
  private final LinkedPlan plan;

  LinkedComponent(LinkedPlan plan) {
    this.plan = plan;
  }

  /** The core modules, compiled, in the order in which they are defined or bound. */
  public List<CoreModule> coreModules() {
    return plan.modules();
  }

  /**
   * Whether the code of its core modules comes from a {@link dev.witloof.engine.CompileCache}. True
   * as well when there are no core modules.
   */
  public boolean fromCache() {
    return plan.modules().stream().allMatch(CoreModule::fromCache);
  }

  /**
   * Ends the compilation of its core modules in the background, unless it is over: for who has no
   * use for further instances, which are interpreted then.
   */
  public void stopCompiling() {
    plan.modules().forEach(CoreModule::stopCompiling);
  }

  /**
   * A new instance with memory, handles and budgets of its own.
   *
   * @throws dev.witloof.engine.Trap when the guest traps while it is instantiated
   * @throws dev.witloof.engine.LimitExceeded when a limit is hit, the memory budget included
   */
  public ComponentInstance instantiate(InstanceConfig config) {
    return plan.instantiate(config);
  }
}
