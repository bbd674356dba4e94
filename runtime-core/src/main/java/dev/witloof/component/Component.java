package dev.witloof.component;

import dev.witloof.component.internal.binary.ComponentReader;
import dev.witloof.component.internal.link.Linearizer;
import dev.witloof.component.internal.plan.LinkPlan;
import dev.witloof.component.internal.plan.LinkPlan.PlanExport;
import dev.witloof.component.type.ExternType;
import dev.witloof.engine.CoreModuleType;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A WebAssembly component, read and validated. Immutable; shared by threads.
 *
 * <pre>{@code
 * Component component = Component.read(Files.readAllBytes(path));
 * LinkedComponent linked = new Linker(engine, world).link(component);
 * try (ComponentInstance instance = linked.instantiate(config)) {
 *   Object result = instance.export("add").call(limits, 1, 2);
 * }
 * }</pre>
 */
public final class Component {
  private final LinkPlan plan;

  private Component(LinkPlan plan) {
    this.plan = plan;
  }

  /**
   * Reads and validates a component. Costs time and memory in proportion to the bytes, and never
   * more than the structural limits allow. Core modules are validated, their function bodies
   * included.
   *
   * @throws InvalidComponent when it is malformed, invalid, too large or needs what is refused
   */
  public static Component read(byte[] bytes) {
    return new Component(Linearizer.plan(ComponentReader.read(bytes)));
  }

  /** The imports by name, in order. */
  public Map<String, ExternType> imports() {
    return Collections.unmodifiableMap(plan.imports());
  }

  /** The exports by name, in order. */
  public Map<String, ExternType> exports() {
    Map<String, ExternType> types = new LinkedHashMap<>();
    plan.exports().forEach((name, export) -> types.put(name, typeOf(export)));
    return Collections.unmodifiableMap(types);
  }

  private static ExternType typeOf(PlanExport export) {
    if (export instanceof PlanExport.Function function) {
      return function.type();
    } else if (export instanceof PlanExport.Instance instance) {
      Map<String, ExternType> exports = new LinkedHashMap<>();
      instance.exports().forEach((name, inner) -> exports.put(name, typeOf(inner)));
      return new ExternType.Instance(exports);
    }
    return ((PlanExport.Static) export).type();
  }

  /** The core modules, each once however often it is instantiated. */
  public List<CoreModuleInfo> coreModules() {
    return plan.modules().stream()
        .map(module -> new CoreModuleInfo(module.bytes().length, module.type()))
        .toList();
  }

  LinkPlan plan() {
    return plan;
  }

  /** A core module of a component; {@code size} in bytes. */
  public record CoreModuleInfo(int size, CoreModuleType type) {}
}
