package dev.witloof.component;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.witloof.component.InvalidComponent.Kind;
import org.junit.jupiter.api.Test;

/** Small components that would cost much time or memory: each is refused by a limit. */
class ComponentCostTest {
  private static final int CORE_MODULE = 1;
  private static final int CORE_INSTANCE = 2;
  private static final int COMPONENT = 4;
  private static final int INSTANCE = 5;
  private static final int ALIAS = 6;
  private static final int TYPE = 7;
  private static final int CANON = 8;
  private static final int IMPORT = 10;

  private static void refusedByALimit(ComponentBytes component, String what) {
    InvalidComponent thrown =
        assertThrows(InvalidComponent.class, () -> Component.read(component.toByteArray()));
    assertEquals(Kind.LIMIT, thrown.kind(), thrown::getMessage);
    assertTrue(thrown.getMessage().contains(what), thrown::getMessage);
  }

  /** Type {@code n} is a tuple of 2^n bools, for n up to 15. */
  private static ComponentBytes doublingTypes(ComponentBytes types) {
    types.raw(0x7f);
    return types.many(15, i -> types.raw(0x6f, 2).leb(i).leb(i));
  }

  /** A function of 2^15 parameters flattened 10,000 times: 30 KB. */
  @Test
  void loweringAFunctionOfALargeTypeOften() {
    ComponentBytes types = new ComponentBytes().leb(17);
    doublingTypes(types).raw(0x40, 1).name("x").leb(15).raw(1, 0);
    ComponentBytes memory = ComponentBytes.coreModule();
    memory.section(5, new ComponentBytes().raw(1, 0, 1));
    memory.section(7, new ComponentBytes().raw(1).name("m").raw(2, 0));
    ComponentBytes lowers = new ComponentBytes().leb(10_000);
    lowers.many(10_000, i -> lowers.raw(1, 0, 0, 1, 3, 0));
    refusedByALimit(
        ComponentBytes.component()
            .section(TYPE, types)
            .section(IMPORT, new ComponentBytes().raw(1, 0).name("f").raw(1, 16))
            .section(1, memory)
            .section(2, new ComponentBytes().raw(1, 0, 0, 0))
            .section(ALIAS, new ComponentBytes().raw(1, 0, 2, 1, 0).name("m"))
            .section(CANON, lowers),
        "nodes of types");
  }

  /** An import of 2^15 nodes compared at each of 10,000 instantiations. */
  @Test
  void comparingALargeTypeOften() {
    ComponentBytes types = new ComponentBytes().leb(16);
    doublingTypes(types);
    ComponentBytes importOfType = new ComponentBytes().raw(1, 0).name("t").raw(3, 0, 15);
    ComponentBytes inner =
        ComponentBytes.component().section(TYPE, types).section(IMPORT, importOfType);
    ComponentBytes instances = new ComponentBytes().leb(10_000);
    instances.many(10_000, i -> instances.raw(0, 0, 1).name("t").raw(3, 15));
    refusedByALimit(
        ComponentBytes.component()
            .section(TYPE, types)
            .section(4, inner)
            .section(INSTANCE, instances),
        "nodes of types");
  }

  /** A record of 1,000 fields in a component that is instantiated 10,000 times. */
  @Test
  void resolvingALongRecordOften() {
    ComponentBytes record = new ComponentBytes().raw(1, 0x72).leb(1_000);
    record.many(1_000, i -> record.name("f" + i).raw(0x7f));
    ComponentBytes instances = new ComponentBytes().leb(10_000);
    instances.many(10_000, i -> instances.raw(0, 0, 0));
    refusedByALimit(
        ComponentBytes.component()
            .section(4, ComponentBytes.component().section(TYPE, record))
            .section(INSTANCE, instances),
        "nodes of types");
  }

  /** Instance types that declare and import an instance of the type below: 2^n elaborations. */
  @Test
  void instanceTypesThatDoubleAtEachLevel() {
    ComponentBytes type = new ComponentBytes().raw(0x42, 0);
    for (int level = 0; level < 40; level++) {
      ComponentBytes outer = new ComponentBytes().raw(0x42, 2, 0x01);
      outer.append(type);
      type = outer.raw(0x04, 0).name("i").raw(5, 0);
    }
    ComponentBytes section = new ComponentBytes().raw(1);
    section.append(type);
    refusedByALimit(ComponentBytes.component().section(TYPE, section), "elaborate to more than");
  }

  /** 12 components that contain two of the one before: 2^12 times ten instances. */
  @Test
  void componentsThatInstantiateTheirInnerOnesTwice() {
    ComponentBytes inner =
        tenTimes(
            ComponentBytes.component().section(COMPONENT, ComponentBytes.component()), INSTANCE);
    refusedByALimit(doubled(inner), "more than 20000 component instances");
  }

  @Test
  void componentsThatInstantiateAModuleOften() {
    ComponentBytes module = ComponentBytes.coreModule();
    ComponentBytes inner =
        tenTimes(ComponentBytes.component().section(CORE_MODULE, module), CORE_INSTANCE);
    refusedByALimit(doubled(inner), "more than 20000 core instances");
  }

  /** Each export of some seven bytes would be kept as objects of nearly two hundred. */
  @Test
  void coreModulesThatDeclareMuch() {
    ComponentBytes exports = new ComponentBytes().leb(100_000);
    exports.many(100_000, i -> exports.name(Integer.toString(i, 36)).raw(2, 0));
    ComponentBytes component = ComponentBytes.component();
    for (int i = 0; i < 10; i++) {
      component.section(
          CORE_MODULE,
          ComponentBytes.coreModule()
              .section(5, new ComponentBytes().raw(1, 0, 1))
              .section(7, exports));
    }
    assertEquals(10, Component.read(component.toByteArray()).coreModules().size());

    ComponentBytes types = new ComponentBytes().raw(1, 0x60, 0, 0);
    refusedByALimit(
        component.section(CORE_MODULE, ComponentBytes.coreModule().section(1, types)),
        "declare more than 1000000 types");
  }

  private static ComponentBytes tenTimes(ComponentBytes component, int section) {
    ComponentBytes instances = new ComponentBytes().leb(10);
    return component.section(section, instances.many(10, i -> instances.raw(0, 0, 0)));
  }

  private static ComponentBytes doubled(ComponentBytes component) {
    ComponentBytes outer = component;
    for (int level = 0; level < 12; level++) {
      outer =
          ComponentBytes.component()
              .section(COMPONENT, outer)
              .section(INSTANCE, new ComponentBytes().raw(2, 0, 0, 0, 0, 0, 0));
    }
    return outer;
  }
}
