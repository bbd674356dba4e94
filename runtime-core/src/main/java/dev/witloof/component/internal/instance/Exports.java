package dev.witloof.component.internal.instance;

import dev.witloof.component.ComponentFunction;
import dev.witloof.component.ExternValue;
import dev.witloof.component.internal.plan.Callee;
import dev.witloof.component.internal.plan.LinkPlan.PlanExport;
import dev.witloof.component.type.ExternType;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The exports of an instance by name. */
final class Exports {
  private final RunningInstance instance;
  private final LinkedPlan linked;
  private final ResourceTable resources;
  private final Identities identities;
  private @Nullable Map<String, ExternValue> values;

  Exports(
      RunningInstance instance, LinkedPlan linked, ResourceTable resources, Identities identities) {
    this.instance = instance;
    this.linked = linked;
    this.resources = resources;
    this.identities = identities;
  }

  Map<String, ExternValue> values() {
    if (values == null) {
      values = Collections.unmodifiableMap(values(linked.plan().exports()));
    }
    return values;
  }

  private Map<String, ExternValue> values(Map<String, PlanExport> exports) {
    Map<String, ExternValue> all = new LinkedHashMap<>();
    exports.forEach((name, export) -> all.put(name, value(export)));
    return all;
  }

  private ExternValue value(PlanExport export) {
    if (export instanceof PlanExport.Function function) {
      return function(function.callee(), identities.of(function.type()));
    } else if (export instanceof PlanExport.Instance inner) {
      return new ExternValue.Instance(values(inner.exports()));
    } else if (export instanceof PlanExport.Value value) {
      return value.value();
    }
    ExternType type = ((PlanExport.Type) export).type();
    return type instanceof ExternType.Resource resource
        ? new ExportedResource(identities.of(resource.type()), resources.get(resource.type()))
        : new ExportedType(identities.of(type));
  }

  private ComponentFunction function(Callee callee, ExternType.Func type) {
    if (callee instanceof Callee.Lifted lifted) {
      return new ExportedFunction(instance, lifted.lift(), type);
    }
    LinkedFunction imported = linked.functions().get(((Callee.Imported) callee).function());
    return imported instanceof LinkedFunction.Host host
        ? new ReexportedFunction(instance, host, type)
        : ((LinkedFunction.Live) imported).function();
  }

  ComponentFunction function(String name) {
    return function(linked.plan().exports(), name, "the component");
  }

  ComponentFunction function(String interfaceName, String name) {
    if (find(interfaceName).orElse(null) instanceof PlanExport.Instance found) {
      return function(found.exports(), name, interfaceName);
    }
    throw new NoSuchElementException(
        "the component exports no interface '%s', but %s"
            .formatted(interfaceName, linked.plan().exports().keySet()));
  }

  private Optional<PlanExport> find(String interfaceName) {
    Map<String, PlanExport> exports = linked.plan().exports();
    PlanExport exact = exports.get(interfaceName);
    return exact != null
        ? Optional.of(exact)
        : new InterfaceTracks(exports.keySet()).find(interfaceName).map(exports::get);
  }

  private ComponentFunction function(Map<String, PlanExport> within, String name, String where) {
    if (within.get(name) instanceof PlanExport.Function function) {
      return function(function.callee(), identities.of(function.type()));
    }
    throw new NoSuchElementException(
        "%s exports no function '%s', but %s".formatted(where, name, within.keySet()));
  }
}
