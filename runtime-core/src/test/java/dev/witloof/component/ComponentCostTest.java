package dev.witloof.component;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.witloof.component.InvalidComponent.Kind;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.IntConsumer;
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

  /** The binary format, as far as these components need it. */
  private static final class Bytes {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    static Bytes component() {
      return new Bytes().raw(0, 'a', 's', 'm', 0x0d, 0, 1, 0);
    }

    Bytes raw(int... bytes) {
      for (int b : bytes) {
        out.write(b);
      }
      return this;
    }

    Bytes leb(int value) {
      int rest = value;
      while (rest >= 0x80) {
        out.write(rest & 0x7f | 0x80);
        rest >>>= 7;
      }
      return raw(rest);
    }

    Bytes name(String name) {
      byte[] utf8 = name.getBytes(StandardCharsets.UTF_8);
      leb(utf8.length);
      out.writeBytes(utf8);
      return this;
    }

    Bytes section(int id, Bytes content) {
      raw(id).leb(content.out.size());
      out.writeBytes(content.out.toByteArray());
      return this;
    }

    Bytes many(int count, IntConsumer entry) {
      for (int i = 0; i < count; i++) {
        entry.accept(i);
      }
      return this;
    }
  }

  private static void refusedByALimit(Bytes component, String what) {
    InvalidComponent thrown =
        assertThrows(InvalidComponent.class, () -> Component.read(component.out.toByteArray()));
    assertEquals(Kind.LIMIT, thrown.kind(), thrown::getMessage);
    assertTrue(thrown.getMessage().contains(what), thrown::getMessage);
  }

  /** Type {@code n} is a tuple of 2^n bools, for n up to 15. */
  private static Bytes doublingTypes(Bytes types) {
    types.raw(0x7f);
    return types.many(15, i -> types.raw(0x6f, 2).leb(i).leb(i));
  }

  /** A function of 2^15 parameters flattened 10,000 times: 30 KB. */
  @Test
  void loweringAFunctionOfALargeTypeOften() {
    Bytes types = new Bytes().leb(17);
    doublingTypes(types).raw(0x40, 1).name("x").leb(15).raw(1, 0);
    Bytes memory = new Bytes().raw(0, 'a', 's', 'm', 1, 0, 0, 0);
    memory.section(5, new Bytes().raw(1, 0, 1));
    memory.section(7, new Bytes().raw(1).name("m").raw(2, 0));
    Bytes lowers = new Bytes().leb(10_000);
    lowers.many(10_000, i -> lowers.raw(1, 0, 0, 1, 3, 0));
    refusedByALimit(
        Bytes.component()
            .section(TYPE, types)
            .section(IMPORT, new Bytes().raw(1, 0).name("f").raw(1, 16))
            .section(1, memory)
            .section(2, new Bytes().raw(1, 0, 0, 0))
            .section(ALIAS, new Bytes().raw(1, 0, 2, 1, 0).name("m"))
            .section(CANON, lowers),
        "nodes of types");
  }

  /** An import of 2^15 nodes compared at each of 10,000 instantiations. */
  @Test
  void comparingALargeTypeOften() {
    Bytes types = new Bytes().leb(16);
    doublingTypes(types);
    Bytes importOfType = new Bytes().raw(1, 0).name("t").raw(3, 0, 15);
    Bytes inner = Bytes.component().section(TYPE, types).section(IMPORT, importOfType);
    Bytes instances = new Bytes().leb(10_000);
    instances.many(10_000, i -> instances.raw(0, 0, 1).name("t").raw(3, 15));
    refusedByALimit(
        Bytes.component().section(TYPE, types).section(4, inner).section(INSTANCE, instances),
        "nodes of types");
  }

  /** A record of 1,000 fields in a component that is instantiated 10,000 times. */
  @Test
  void resolvingALongRecordOften() {
    Bytes record = new Bytes().raw(1, 0x72).leb(1_000);
    record.many(1_000, i -> record.name("f" + i).raw(0x7f));
    Bytes instances = new Bytes().leb(10_000);
    instances.many(10_000, i -> instances.raw(0, 0, 0));
    refusedByALimit(
        Bytes.component()
            .section(4, Bytes.component().section(TYPE, record))
            .section(INSTANCE, instances),
        "nodes of types");
  }

  /** Instance types that declare and import an instance of the type below: 2^n elaborations. */
  @Test
  void instanceTypesThatDoubleAtEachLevel() {
    Bytes type = new Bytes().raw(0x42, 0);
    for (int level = 0; level < 40; level++) {
      Bytes outer = new Bytes().raw(0x42, 2, 0x01);
      outer.out.writeBytes(type.out.toByteArray());
      type = outer.raw(0x04, 0).name("i").raw(5, 0);
    }
    Bytes section = new Bytes().raw(1);
    section.out.writeBytes(type.out.toByteArray());
    refusedByALimit(Bytes.component().section(TYPE, section), "elaborate to more than");
  }

  /** 12 components that contain two of the one before: 2^12 times ten instances. */
  @Test
  void componentsThatInstantiateTheirInnerOnesTwice() {
    Bytes inner = tenTimes(Bytes.component().section(COMPONENT, Bytes.component()), INSTANCE);
    refusedByALimit(doubled(inner), "more than 20000 component instances");
  }

  @Test
  void componentsThatInstantiateAModuleOften() {
    Bytes module = new Bytes().raw(0, 'a', 's', 'm', 1, 0, 0, 0);
    Bytes inner = tenTimes(Bytes.component().section(CORE_MODULE, module), CORE_INSTANCE);
    refusedByALimit(doubled(inner), "more than 20000 core instances");
  }

  private static Bytes tenTimes(Bytes component, int section) {
    Bytes instances = new Bytes().leb(10);
    return component.section(section, instances.many(10, i -> instances.raw(0, 0, 0)));
  }

  private static Bytes doubled(Bytes component) {
    Bytes outer = component;
    for (int level = 0; level < 12; level++) {
      outer =
          Bytes.component()
              .section(COMPONENT, outer)
              .section(INSTANCE, new Bytes().raw(2, 0, 0, 0, 0, 0, 0));
    }
    return outer;
  }
}
