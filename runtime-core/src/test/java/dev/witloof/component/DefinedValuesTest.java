package dev.witloof.component;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.witloof.component.ExternValue.HostFunc;
import dev.witloof.component.ExternValue.HostResource;
import dev.witloof.component.type.ExternType;
import dev.witloof.component.type.ResourceType;
import dev.witloof.component.type.ValueType;
import dev.witloof.component.type.ValueType.Primitive;
import dev.witloof.engine.CallLimits;
import dev.witloof.engine.InvalidModule;
import dev.witloof.engine.Trap;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Core modules, components, functions and resources that imports are bound to by name. */
class DefinedValuesTest {
  private static final HostFunc NO_PAUSE = new HostFunc(Links.NOTHING, (call, arguments) -> null);

  private static ComponentInstance instantiator(ExternValue module, ExternValue component) {
    return Links.start(
        Links.linker()
            .define("pause", NO_PAUSE)
            .define("module", module)
            .define("component", component),
        "instantiator");
  }

  private static ComponentInstance instantiator() {
    ComponentInstance provider = Links.provider();
    return instantiator(provider.exports().get("module"), provider.exports().get("component"));
  }

  @Test
  void instantiatesImportedModulesAndComponents() {
    ComponentInstance instance = instantiator();

    assertEquals(42L, Links.call(instance, "answer"));
    assertEquals(14L, Links.call(instance, "sum"));
  }

  @Test
  void exportsTheModulesAndComponentsThatItImports() {
    ComponentInstance first = instantiator();
    ComponentInstance second =
        instantiator(first.exports().get("module-again"), first.exports().get("component-again"));

    assertEquals(42L, Links.call(second, "answer"));
    assertEquals(14L, Links.call(second, "sum"));
  }

  @Test
  void anExportedComponentIsAComponent() {
    Component component =
        assertInstanceOf(Component.class, Links.provider().exports().get("component"));
    List<String> paused = new ArrayList<>();
    HostFunc pause =
        new HostFunc(
            Links.NOTHING,
            (call, arguments) -> {
              paused.add("paused");
              return null;
            });

    assertEquals(List.of("pause"), component.imports().keySet().stream().toList());
    ComponentInstance instance =
        Links.linker().define("pause", pause).link(component).instantiate(Links.config(0));

    assertEquals(7L, Links.call(instance, "run"));
    assertEquals(List.of("paused"), paused);
  }

  @Test
  void readsAModule() {
    byte[] empty = {0, 'a', 's', 'm', 1, 0, 0, 0};
    ExternValue.CoreModule module = ExternValue.CoreModule.read(empty);
    ExternValue component = Links.provider().exports().get("component");

    UnlinkableComponent refused =
        assertThrows(UnlinkableComponent.class, () -> instantiator(module, component));

    assertTrue(refused.getMessage().contains("`answer`"), refused.getMessage());
    assertThrows(InvalidModule.class, () -> ExternValue.CoreModule.read(new byte[] {0, 'a'}));
  }

  @Test
  void saysWhatIsWantedAndWhatIsGiven() {
    ExternType.Func counts = new ExternType.Func(List.of(), Optional.of(Primitive.U32));
    Linker linker = Links.linker().define("pause", new HostFunc(counts, (call, a) -> 1L));

    UnlinkableComponent refused =
        assertThrows(UnlinkableComponent.class, () -> linker.link(Links.component("instantiator")));

    assertEquals(
        List.of("pause", "module", "component"),
        refused.problems().stream().map(UnlinkableComponent.Problem::importName).toList());
    String differs = refused.problems().get(0).reason();
    assertTrue(differs.contains("expected func(), found func() -> u32"), differs);
    assertTrue(refused.problems().get(1).reason().contains("wanted: core module"));
  }

  @Test
  void aFunctionOfTheHostThatIsExportedAgainCanBeCalled() {
    List<Object> seen = new ArrayList<>();
    ComponentInstance provider =
        Links.provider(
            (call, arguments) -> {
              seen.add(call.store().remainingNanos() < Long.MAX_VALUE);
              return null;
            });

    Links.call(provider, "pause-again");

    assertEquals(List.of(true), seen);
    assertThrows(
        IllegalArgumentException.class, () -> Links.call(provider, "pause-again", "too many"));
    ComponentInstance user =
        Links.start(
            Links.linker()
                .define("pause", provider.exports().get("pause-again"))
                .define("module", provider.exports().get("module"))
                .define("component", provider.exports().get("component")),
            "instantiator");
    assertEquals(14L, Links.call(user, "sum"));
    assertEquals(List.of(true, true, true), seen);
  }

  /** A host's resource, and what was dropped of it. */
  private static final class HostThings {
    final ResourceType type = ResourceType.named("thing");
    final List<String> dropped = new ArrayList<>();
    final HostResource resource =
        new HostResource(
            type, new HostInterface.HostResource<>(String.class, Optional.of(dropped::add)));
    final ComponentInstance keeper =
        Links.start(Links.linker().define("thing", resource), "keeper");

    /** Is given what the keeper says the resource is. */
    ComponentInstance giver() {
      ExternType.Func make = new ExternType.Func(List.of(), Optional.of(new ValueType.Own(type)));
      return Links.start(
          Links.linkerOf(keeper)
              .define("thing", resource)
              .define("make", new HostFunc(make, (call, arguments) -> "a thing")),
          "giver");
    }
  }

  @Test
  void theHostsResourcesGoFromInstanceToInstance() {
    HostThings host = new HostThings();
    ComponentInstance giver = host.giver();

    Links.call(giver, "give");
    giver.close();
    assertEquals(List.of(), host.dropped);
    host.keeper.close();
    assertEquals(List.of("a thing"), host.dropped);
  }

  @Test
  void theHostsResourcesComeBack() {
    HostThings host = new HostThings();
    ComponentInstance giver = host.giver();

    Links.call(giver, "give-and-drop");
    assertEquals(List.of("a thing"), host.dropped);
    Links.call(giver, "give-and-keep");
    host.keeper.close();
    assertEquals(List.of("a thing"), host.dropped);
    giver.close();
    assertEquals(List.of("a thing", "a thing"), host.dropped);
  }

  @Test
  void aResourceGivenInVainIsDroppedOnce() {
    HostThings host = new HostThings();
    ComponentInstance giver = host.giver();

    assertThrows(Trap.class, () -> Links.call(giver, "give-in-vain"));
    giver.close();
    host.keeper.close();

    assertEquals(List.of("a thing"), host.dropped);
  }

  /** By position: the component calls the parameter otherwise than the host does. */
  @Test
  void bindsFunctionsOfInstancesInInstances() {
    ExternType.Func type =
        new ExternType.Func(
            List.of(new ValueType.Named("n", Primitive.U32)), Optional.of(Primitive.U32));
    ExternValue twice = new HostFunc(type, (call, arguments) -> 2 * (Long) arguments[0]);
    ExternValue host =
        new ExternValue.Instance(
            Map.of("inner", new ExternValue.Instance(Map.of("double", twice))));
    ComponentInstance instance =
        Links.start(Links.linker().define("host", host), "nested-instance");
    ComponentInstance again =
        Links.start(
            Links.linker().define("host", instance.exports().get("host-again")), "nested-instance");

    assertEquals(6L, Links.call(instance, "run", 3L));
    assertEquals(8L, Links.call(again, "run", 4L));
  }

  @Test
  void typesNeedNoDefinition() {
    Component component = Links.component("types-only");
    ExternValue thing = new HostThings().resource;
    ExternValue things = new ExternValue.Instance(Map.of("thing", thing));

    Links.linker().define("things", things).link(component);
    UnlinkableComponent refused =
        assertThrows(UnlinkableComponent.class, () -> Links.linker().link(component));
    assertEquals(
        List.of("things"),
        refused.problems().stream().map(UnlinkableComponent.Problem::importName).toList());
  }

  @Test
  void typesThatAreDefinedMustAgree() {
    ExternValue pair = Links.provider().exports().get("pair");
    Linker linker = Links.linker().define("number", pair);

    UnlinkableComponent refused =
        assertThrows(UnlinkableComponent.class, () -> linker.link(Links.component("types-only")));
    assertTrue(refused.getMessage().contains("tuple<u32, u32>"), refused.getMessage());
  }

  @Test
  void refusesWhatItCannotBind() {
    ComponentFunction ours =
        new ComponentFunction() {
          @Override
          public ExternType.Func type() {
            return Links.NOTHING;
          }

          @Override
          public Object call(CallLimits limits, Object... arguments) {
            return List.of();
          }
        };

    assertThrows(IllegalArgumentException.class, () -> Links.linker().define("f", ours));
    Linker linker = Links.linker().define("pause", NO_PAUSE);
    assertThrows(IllegalArgumentException.class, () -> linker.define("pause", NO_PAUSE));
  }
}
