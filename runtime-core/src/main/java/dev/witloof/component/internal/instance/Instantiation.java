package dev.witloof.component.internal.instance;

import dev.witloof.component.HostCall;
import dev.witloof.component.internal.abi.FunctionShape;
import dev.witloof.component.internal.plan.Callee;
import dev.witloof.component.internal.plan.CanonOptions;
import dev.witloof.component.internal.plan.CoreItem;
import dev.witloof.component.internal.plan.Step;
import dev.witloof.engine.CoreExtern;
import dev.witloof.engine.CoreFunction;
import dev.witloof.engine.CoreInstance;
import dev.witloof.engine.CoreMemory;
import dev.witloof.engine.HostCode;
import dev.witloof.engine.Store;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Runs the steps of a plan, each kind by a method of its own. */
final class Instantiation {
  private final LinkedPlan linked;
  private final Store store;
  private final HostCall hostCall;
  private final List<InnerInstance> instances;
  private final ResourceTable resources;
  private final List<CoreInstance> coreInstances = new ArrayList<>();
  private final List<CoreFunction> builtins = new ArrayList<>();
  private final List<LiftedFunction> lifts = new ArrayList<>();

  Instantiation(
      LinkedPlan linked,
      Store store,
      HostCall hostCall,
      List<InnerInstance> instances,
      ResourceTable resources) {
    this.linked = linked;
    this.store = store;
    this.hostCall = hostCall;
    this.instances = instances;
    this.resources = resources;
  }

  /** The lifted functions, in the order of their steps. */
  List<LiftedFunction> run() {
    for (Step step : linked.plan().steps()) {
      store.checkDeadline();
      if (step instanceof Step.Instantiate instantiate) {
        coreInstances.add(instantiate(instantiate));
      } else if (step instanceof Step.Resource resource) {
        resources.guest(resource.type()).destructor(resource.destructor().map(this::function));
      } else if (step instanceof Step.Lift lift) {
        lifts.add(lift(lift));
      } else if (step instanceof Step.Builtin builtin) {
        builtins.add(linked.engine().hostFunction(builtin.coreType(), builtin(builtin)));
      }
    }
    return lifts;
  }

  private CoreInstance instantiate(Step.Instantiate step) {
    List<CoreExtern> arguments = step.arguments().stream().map(this::item).toList();
    return linked.modules().get(step.module()).instantiate(store, arguments);
  }

  private LiftedFunction lift(Step.Lift step) {
    return new LiftedFunction(
        shape(step),
        function(step.function()),
        side(step.options()),
        store,
        step.options().postReturn().map(this::function));
  }

  private HostCode builtin(Step.Builtin step) {
    if (step instanceof Step.Lower lower) {
      return new LoweredFunction(
          shape(lower), side(lower.options()), store, target(lower.callee()));
    } else if (step instanceof Step.ResourceNew made) {
      return ResourceBuiltins.newHandle(
          instances.get(made.componentInstance()), resources.guest(made.type()));
    } else if (step instanceof Step.ResourceRep rep) {
      return ResourceBuiltins.representation(
          instances.get(rep.componentInstance()), resources.guest(rep.type()));
    }
    Step.ResourceDrop drop = (Step.ResourceDrop) step;
    return ResourceBuiltins.drop(
        instances.get(drop.componentInstance()), resources.get(drop.type()), store);
  }

  private LoweredFunction.Target target(Callee callee) {
    if (callee instanceof Callee.Imported imported) {
      LinkedFunction function = linked.functions().get(imported.function());
      return function instanceof LinkedFunction.Host host
          ? new HostTarget(host.name(), host.body(), hostCall)
          : ((LinkedFunction.Live) function).function().target(store);
    }
    return new GuestTarget(lifts.get(((Callee.Lifted) callee).lift()));
  }

  private CanonicalSide side(CanonOptions options) {
    return new CanonicalSide(
        instances.get(options.componentInstance()),
        resources,
        options.encoding(),
        options.memory().map(memory -> (CoreMemory) item(memory)),
        options.realloc().map(this::function));
  }

  private FunctionShape shape(Step step) {
    return Optional.ofNullable(linked.shapes().get(step)).orElseThrow();
  }

  private CoreFunction function(CoreItem item) {
    return (CoreFunction) item(item);
  }

  private CoreExtern item(CoreItem item) {
    if (item instanceof CoreItem.Builtin builtin) {
      return builtins.get(builtin.function());
    }
    CoreItem.Export export = (CoreItem.Export) item;
    return coreInstances
        .get(export.coreInstance())
        .export(export.name())
        .orElseThrow(
            () ->
                new IllegalStateException(
                    "core instance %d lacks the export '%s' that validation found"
                        .formatted(export.coreInstance(), export.name())));
  }
}
