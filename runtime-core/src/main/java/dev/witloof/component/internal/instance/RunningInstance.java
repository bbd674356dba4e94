package dev.witloof.component.internal.instance;

import dev.witloof.component.ComponentFunction;
import dev.witloof.component.ComponentInstance;
import dev.witloof.component.ExternValue;
import dev.witloof.component.HostCall;
import dev.witloof.component.InstanceConfig;
import dev.witloof.component.internal.plan.LinkPlan.PlanResource;
import dev.witloof.component.type.ResourceType;
import dev.witloof.engine.CallLimits;
import dev.witloof.engine.CallUsage;
import dev.witloof.engine.LimitExceeded;
import dev.witloof.engine.Store;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** An instance of a linked plan: the inner instances, the store they share, the exports. */
public final class RunningInstance implements ComponentInstance {
  private final LinkedPlan linked;
  private final EntryGuard guard;
  private final List<InnerInstance> instances;
  private final ResourceTable resources;
  private final HostCall hostCall;
  private final Exports exports;
  private List<LiftedFunction> lifts = List.of();

  private RunningInstance(LinkedPlan linked, InstanceConfig config) {
    this.linked = linked;
    this.guard = new EntryGuard(linked.engine().newStore(config.memoryBudget()));
    this.instances =
        innerInstances(
            linked.plan().componentInstances(), guard, new HandleQuota(config.maxHandles()));
    Identities identities = new Identities();
    this.resources = new ResourceTable(guard, resources(identities));
    this.hostCall = new InstanceHostCall(guard.store(), config.state());
    this.exports = new Exports(this, linked, resources, identities);
  }

  /** Before anything is allocated for it, it is known whether the instance has room. */
  static RunningInstance start(LinkedPlan linked, InstanceConfig config) {
    if (linked.startingMemory() > config.memoryBudget()) {
      throw new LimitExceeded(
          LimitExceeded.Limit.MEMORY, config.memoryBudget(), linked.startingMemory());
    }
    RunningInstance instance = new RunningInstance(linked, config);
    config.cancellation().onCancel(instance::cancel);
    Instantiation instantiation =
        new Instantiation(
            linked,
            instance.guard.store(),
            instance.hostCall,
            instance.instances,
            instance.resources);
    try {
      instance.lifts = instance.guard.enter(config.instantiation(), instantiation::run);
      return instance;
    } catch (RuntimeException | Error failure) {
      try {
        instance.close();
      } catch (RuntimeException closing) {
        failure.addSuppressed(closing);
      }
      throw failure;
    }
  }

  private static List<InnerInstance> innerInstances(
      List<OptionalInt> parents, EntryGuard guard, HandleQuota quota) {
    List<InnerInstance> instances = new ArrayList<>();
    for (OptionalInt parent : parents) {
      InnerInstance above = parent.isPresent() ? instances.get(parent.getAsInt()) : null;
      instances.add(new InnerInstance(above, guard, quota));
    }
    return instances;
  }

  /** Imported resources that are bound to the same one are the same here. */
  private Resource[] resources(Identities identities) {
    List<PlanResource> planned = linked.plan().resources();
    Resource[] resources = new Resource[planned.size()];
    Map<ResourceType, Resource> imported = new IdentityHashMap<>();
    for (int i = 0; i < resources.length; i++) {
      PlanResource resource = planned.get(i);
      if (resource instanceof PlanResource.Defined defined) {
        resources[i] =
            new Resource.Guest(defined.type().name(), instances.get(defined.componentInstance()));
      } else {
        LinkedResource bound = Optional.ofNullable(linked.resources().get(i)).orElseThrow();
        identities.bind(resource.type(), bound.identity());
        resources[i] = imported.computeIfAbsent(bound.identity(), identity -> resource(bound));
      }
    }
    return resources;
  }

  private static Resource resource(LinkedResource bound) {
    return bound instanceof LinkedResource.Host host
        ? new Resource.Host(host.identity().name(), host.definition())
        : ((LinkedResource.Live) bound).resource();
  }

  @Override
  public ComponentFunction export(String function) {
    return exports.function(function);
  }

  @Override
  public ComponentFunction export(String interfaceName, String function) {
    return exports.function(interfaceName, function);
  }

  @Override
  public Map<String, ExternValue> exports() {
    if (guard.closed()) {
      throw new IllegalStateException("the component instance is closed");
    }
    return exports.values();
  }

  @Override
  public CallUsage lastUsage() {
    return guard.lastUsage();
  }

  @Override
  public void cancel() {
    guard.store().cancel();
  }

  @Override
  public void close() {
    guard.close(this::release);
  }

  /** Calls a lifted function for the host. */
  @Nullable Object call(int lift, CallLimits limits, Object[] arguments) {
    return guard.enter(limits, function(lift, arguments), arguments);
  }

  /** See {@link dev.witloof.component.loan.ReadableFunction}. */
  @Nullable Object callReading(
      int lift, CallLimits limits, Function<@Nullable Object, ?> reader, Object[] arguments) {
    LiftedFunction function = function(lift, arguments);
    return guard.enter(limits, () -> function.runReading(arguments, reader));
  }

  private LiftedFunction function(int lift, Object[] arguments) {
    guard.checkUsable();
    LiftedFunction function = lifts.get(lift);
    function.shape().checkCount(arguments);
    return function;
  }

  /**
   * Calls a lifted function for guest code of another component instance. What the caller lifts or
   * lowers it does outside: its faults do not end this instance.
   */
  @Nullable Object callWithin(int lift, Store callerStore, CallScope caller, Object[] arguments) {
    return guard.enterWithin(
        callerStore,
        "an exported function",
        () -> {
          Given given = new Given(arguments);
          lifts.get(lift).call(caller, Transfer.priced(guard.store()), given);
          return given.result;
        });
  }

  /** A caller whose arguments are there, and who looks at the result when the call is over. */
  private static final class Given implements LiftedFunction.Caller {
    private final Object[] arguments;
    private @Nullable Object result;

    Given(Object[] arguments) {
      this.arguments = arguments;
    }

    @Override
    public Object[] start() {
      return arguments;
    }

    @Override
    public void resolve(@Nullable Object lifted) {
      result = lifted;
    }
  }

  /** Calls a function of the host that this instance imports and exports. */
  @Nullable Object callHost(LinkedFunction.Host function, CallLimits limits, Object[] arguments) {
    HostTarget target = new HostTarget(function.name(), function.body(), hostCall);
    return guard.enter(limits, () -> target.call(arguments));
  }

  /**
   * Lets go of guest code and memory. Every host object is told, even when one throws; the first
   * failure is thrown in the end.
   */
  private void release() {
    lifts = List.of();
    resources.forgetDestructors();
    List<Handle> left = new ArrayList<>(resources.inTransit().clear());
    instances.forEach(instance -> left.addAll(instance.handles().clear()));
    RuntimeException first = null;
    for (Handle handle : left) {
      try {
        drop(handle);
      } catch (RuntimeException failure) {
        if (first == null) {
          first = failure;
        } else {
          first.addSuppressed(failure);
        }
      }
    }
    if (first != null) {
      throw first;
    }
  }

  private static void drop(Handle handle) {
    if (handle.own() && handle.resource() instanceof Resource.Host host) {
      Destructors.run(host, handle.representation());
    }
  }
}
