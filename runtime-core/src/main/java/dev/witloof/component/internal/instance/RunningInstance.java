package dev.witloof.component.internal.instance;

import dev.witloof.component.ComponentFunction;
import dev.witloof.component.ComponentInstance;
import dev.witloof.component.InstanceConfig;
import dev.witloof.component.internal.instance.LinkedPlan.LinkedResource;
import dev.witloof.component.internal.plan.LinkPlan.PlanResource;
import dev.witloof.component.type.ResourceType;
import dev.witloof.engine.CallLimits;
import dev.witloof.engine.CallUsage;
import dev.witloof.engine.Store;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** An instance of a linked plan: the inner instances, the store they share, the exports. */
public final class RunningInstance implements ComponentInstance {
  private final LinkedPlan linked;
  private final EntryGuard guard;
  private final List<InnerInstance> instances;
  private final ResourceTable resources;
  private final Exports exports;
  private List<LiftedFunction> lifts = List.of();

  private RunningInstance(LinkedPlan linked, InstanceConfig config) {
    this.linked = linked;
    this.guard = new EntryGuard(linked.engine().newStore(config.memoryBudget()));
    this.instances =
        innerInstances(linked.plan().componentInstances(), new HandleQuota(config.maxHandles()));
    this.resources = new ResourceTable(this, resources());
    this.exports = new Exports(linked.plan().exports(), this);
  }

  static RunningInstance start(LinkedPlan linked, InstanceConfig config) {
    RunningInstance instance = new RunningInstance(linked, config);
    Instantiation instantiation =
        new Instantiation(
            linked,
            instance.store(),
            new InstanceHostCall(instance.store(), config.state()),
            instance.instances,
            instance.resources);
    try {
      instance.lifts = instance.enter(config.instantiation(), instantiation::run);
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

  private static List<InnerInstance> innerInstances(List<OptionalInt> parents, HandleQuota quota) {
    List<InnerInstance> instances = new ArrayList<>();
    for (OptionalInt parent : parents) {
      Optional<InnerInstance> above =
          parent.isPresent() ? Optional.of(instances.get(parent.getAsInt())) : Optional.empty();
      instances.add(new InnerInstance(above, quota));
    }
    return instances;
  }

  /** Imported resources that are the same in the host's world are the same here. */
  private Resource[] resources() {
    List<PlanResource> planned = linked.plan().resources();
    Resource[] resources = new Resource[planned.size()];
    Map<ResourceType, Resource.Host> hosts = new IdentityHashMap<>();
    for (int i = 0; i < resources.length; i++) {
      PlanResource resource = planned.get(i);
      if (resource instanceof PlanResource.Defined defined) {
        resources[i] =
            new Resource.Guest(defined.type().name(), instances.get(defined.componentInstance()));
      } else {
        LinkedResource host = Optional.ofNullable(linked.resources().get(i)).orElseThrow();
        resources[i] =
            hosts.computeIfAbsent(
                host.identity(), type -> new Resource.Host(type.name(), host.definition()));
      }
    }
    return resources;
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

  boolean closed() {
    return guard.closed();
  }

  Store store() {
    return guard.store();
  }

  /** See {@link EntryGuard#enter}. */
  <T extends @Nullable Object> T enter(CallLimits limits, Supplier<T> work) {
    return guard.enter(limits, work);
  }

  /** Calls a lifted function for the host. */
  @Nullable Object call(int lift, CallLimits limits, Object[] arguments) {
    guard.checkUsable();
    LiftedFunction function = lifts.get(lift);
    function.shape().checkCount(arguments);
    return enter(limits, () -> function.callFromHost(Transfer.unpriced(store()), arguments));
  }

  /** Drops a guest's resource that the host owned, within an entry. */
  void destroy(Resource.Guest resource, int representation) {
    Destructors.run(resource, representation, Optional.empty());
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
