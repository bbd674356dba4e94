package dev.witloof.conformance.wast;

import com.fasterxml.jackson.databind.JsonNode;
import dev.witloof.component.Component;
import dev.witloof.component.ComponentFunction;
import dev.witloof.component.ComponentInstance;
import dev.witloof.component.ExternValue;
import dev.witloof.component.LinkedComponent;
import dev.witloof.component.Linker;
import dev.witloof.component.type.ValueType;
import dev.witloof.engine.Engine;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;

/** Components of a script, and the instances that it registered. */
final class ComponentLoader {
  private final Engine engine;
  private final Limits limits;
  private final Map<String, ExternValue> registered = new LinkedHashMap<>();
  private final Map<String, Outcome> missing = new HashMap<>();

  ComponentLoader(Engine engine, Limits limits) {
    this.engine = engine;
    this.limits = limits;
    TestHost host = new TestHost();
    registered.put("host", host.instance());
    registered.put("host-return-two", host.returnTwo());
  }

  TestModule load(byte[] bytes) {
    Component component = Component.read(bytes);
    return new TestModule() {
      @Override
      public TestSubject instantiate() {
        return new Subject(link(component).instantiate(limits.instance()));
      }

      @Override
      public List<String> unoffered() {
        return component.imports().keySet().stream()
            .filter(name -> !registered.containsKey(name) && !missing.containsKey(name))
            .toList();
      }
    };
  }

  void missing(String name, Outcome reason) {
    registered.remove(name);
    missing.put(name, reason);
  }

  private LinkedComponent link(Component component) {
    for (String name : component.imports().keySet()) {
      if (missing.containsKey(name)) {
        throw new Slots.Unavailable(missing.get(name));
      }
    }
    Linker linker = new Linker(engine);
    registered.forEach(linker::define);
    return linker.link(component);
  }

  private final class Subject implements TestSubject {
    private final ComponentInstance instance;

    Subject(ComponentInstance instance) {
      this.instance = instance;
    }

    @Override
    public Results call(String name, List<JsonNode> arguments) {
      ComponentFunction function = function(name);
      List<ValueType.Named> params = function.type().params();
      if (params.size() != arguments.size()) {
        throw new UnsuitableScript(
            name + " has " + params.size() + " parameters, the script gives " + arguments.size());
      }
      Object[] values = new Object[arguments.size()];
      for (int i = 0; i < values.length; i++) {
        values[i] = ComponentValues.read(arguments.get(i), params.get(i).type());
      }
      Object result = function.call(limits.call(), values);
      Optional<ValueType> type = function.type().result();
      return expected -> ComponentValues.mismatch(expected, type, result);
    }

    private ComponentFunction function(String name) {
      try {
        return instance.export(name);
      } catch (NoSuchElementException e) {
        throw new UnsuitableScript(e.getMessage());
      }
    }

    @Override
    public Results global(String name) {
      throw new UnsuitableScript("a component has no globals: " + name);
    }

    @Override
    public void register(String name) {
      missing.remove(name);
      registered.put(name, new ExternValue.Instance(instance.exports()));
    }
  }
}
