package dev.witloof.component.internal.validate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.witloof.component.type.ExternType;
import dev.witloof.component.type.ResourceType;
import dev.witloof.component.type.ValueType;
import dev.witloof.component.type.ValueType.Primitive;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SubtypingTest {
  private final ResourceType wanted = new ResourceType(0, "stream");
  private final ResourceType hosts = new ResourceType(1, "stream");
  private final ResourceType other = new ResourceType(2, "other");
  private final Subtyping subtyping = new Subtyping(type -> type == wanted);

  private static ExternType.Func takes(ResourceType resource) {
    return new ExternType.Func(
        List.of(new ValueType.Named("self", new ValueType.Borrow(resource))), Optional.empty());
  }

  private static ExternType.Instance instance(Object... namesAndTypes) {
    Map<String, ExternType> exports = new LinkedHashMap<>();
    for (int i = 0; i < namesAndTypes.length; i += 2) {
      exports.put((String) namesAndTypes[i], (ExternType) namesAndTypes[i + 1]);
    }
    return new ExternType.Instance(exports);
  }

  private static ExternType.Func returns(ValueType type) {
    return new ExternType.Func(List.of(), Optional.of(type));
  }

  @Test
  void anAbstractResourceStandsForTheActualOne() {
    ExternType.Instance expected =
        instance("stream", new ExternType.Resource(wanted), "read", takes(wanted));
    ExternType.Instance actual =
        instance(
            "stream", new ExternType.Resource(hosts), "read", takes(hosts), "more", takes(other));

    assertEquals(List.of(), subtyping.compare("streams", expected, actual));
    assertSame(hosts, subtyping.meaningOf(wanted).orElseThrow());
  }

  @Test
  void itKeepsItsMeaningInLaterImports() {
    subtyping.compare("a", new ExternType.Resource(wanted), new ExternType.Resource(hosts));

    assertEquals(List.of(), subtyping.compare("b", takes(wanted), takes(hosts)));
    assertEquals(
        List.of(
            "c: expected func(self: borrow<stream>), found func(self: borrow<other>): type mismatch"
                + " in function parameter `self`: resource types are not the same"),
        subtyping.compare("c", takes(wanted), takes(other)));
  }

  @Test
  void everyDifferenceIsSaidByItsPath() {
    assertEquals(
        List.of(
            "i.a: expected func() -> u32, found func() -> s32: type mismatch with result type:"
                + " expected primitive `u32` found primitive `s32`",
            "i.b: expected func() -> string, missing expected export `b`",
            "i.c: expected func() -> bool, found type bool: type mismatch in instance export `c`:"
                + " expected func, found defined type"),
        subtyping.compare(
            "i",
            instance(
                "a", returns(Primitive.U32),
                "b", returns(Primitive.STRING),
                "c", returns(Primitive.BOOL)),
            instance("a", returns(Primitive.S32), "c", new ExternType.TypeEq(Primitive.BOOL))));
  }

  @Test
  void theListOfDifferencesIsBounded() {
    Map<String, ExternType> many = new LinkedHashMap<>();
    for (int i = 0; i < 1_000; i++) {
      many.put("f" + i, returns(Primitive.U8));
    }
    assertEquals(20, subtyping.compare("i", new ExternType.Instance(many), instance()).size());
  }

  @Test
  void theCallerCanEndAComparison() {
    Subtyping bounded =
        new Subtyping(
            type -> false,
            () -> {
              throw new IllegalStateException("enough");
            });
    assertThrows(
        IllegalStateException.class,
        () -> bounded.compare("f", returns(Primitive.U8), returns(Primitive.U8)));
  }

  @Test
  void aComponentMayImportLessAndExportMore() {
    ExternType.Func f = returns(Primitive.U8);
    ExternType.Component expected = new ExternType.Component(Map.of("a", f), Map.of("x", f));

    assertEquals(
        List.of(),
        subtyping.compare(
            "c", expected, new ExternType.Component(Map.of(), Map.of("x", f, "y", f))));
    assertEquals(
        List.of(
            "c: missing expected import `b`, which it needs",
            "c.x: expected func() -> u8, missing expected export `x`"),
        subtyping.compare("c", expected, new ExternType.Component(Map.of("b", f), Map.of())));
  }

  @Test
  void declaredTypesAreComparedByWhatTheyDeclare() {
    ExternType expected = new ExternType.Declared("function type", returns(Primitive.U8));

    assertEquals(List.of(), subtyping.compare("t", expected, expected));
    assertEquals(
        List.of(
            "t: expected func() -> u8, found func() -> s8: type mismatch with result type: expected"
                + " primitive `u8` found primitive `s8`"),
        subtyping.compare(
            "t", expected, new ExternType.Declared("function type", returns(Primitive.S8))));
  }

  @Test
  void valueTypesAreComparedWhole() {
    ValueType expected =
        new ValueType.ListOf(
            new ValueType.RecordOf(List.of(new ValueType.Named("id", Primitive.U32))));
    ValueType renamed =
        new ValueType.ListOf(
            new ValueType.RecordOf(List.of(new ValueType.Named("key", Primitive.U32))));

    assertEquals(
        List.of(
            "f: expected func() -> list<record { id: u32 }>, found func() -> list<record {"
                + " key: u32 }>: type mismatch with result type: type mismatch in list element:"
                + " expected field name `id`, found `key`"),
        subtyping.compare("f", returns(expected), returns(renamed)));
  }
}
