package dev.witloof.fuzz;

import dev.witloof.component.type.ExternType;
import dev.witloof.component.type.Flattening;
import dev.witloof.component.type.ValueType;
import dev.witloof.component.type.ValueType.Named;
import dev.witloof.component.type.ValueType.Primitive;
import dev.witloof.engine.CoreType;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A component for one type {@code T}, written byte by byte. It imports {@code echo: func(p0: T) ->
 * T} and exports
 *
 * <ul>
 *   <li>{@code via-host: func(p0: T) -> T}, which passes everything on to {@code echo} as it came;
 *   <li>{@code identity: func(p0: T, …) -> tuple<T, u8>}, whose parameters are too many to travel
 *       flat, so that the result may lie where they lie;
 *   <li>{@code hostile: func() -> T}, whose core result is whatever was chosen;
 *   <li>{@code feed: func()}, which calls {@code echo} with whatever was chosen.
 * </ul>
 *
 * @param encoding of strings: 0 utf8, 1 utf16, 2 latin1+utf16
 * @param memory what lies at the start of the guest's memory, at most {@link #RESULT} bytes
 * @param realloc what realloc always returns; empty for an honest one
 * @param core the core values of {@code hostile} and {@code feed}, used from the start again when
 *     there are too few; at least one
 */
record EchoGuest(
    ValueType type, int encoding, byte[] memory, OptionalInt realloc, List<Long> core) {
  static final String INTERFACE = "fuzz:abi/host";
  static final String WORLD = "world";

  /** Where the hostile memory ends and the place for results is. */
  static final int RESULT = 1 << 12;

  private static final int HEAP = 1 << 14;
  private static final int PAGES = 1;
  private static final int FILLERS = Flattening.MAX_FLAT_PARAMS;

  /** The package with the world that the component imports from, as bytes. */
  byte[] world() {
    WasmWriter imported = new WasmWriter().externName(INTERFACE).u8(5, 0);
    WasmWriter inner =
        new WasmWriter()
            .u8(0x41)
            .vector(
                List.of(
                    new WasmWriter().u8(1).raw(hostInterface().type()),
                    new WasmWriter().u8(3).raw(imported)));
    WasmWriter outer =
        new WasmWriter()
            .u8(0x41)
            .vector(
                List.of(
                    new WasmWriter().u8(1).raw(inner),
                    new WasmWriter().u8(4).externName("fuzz:abi/" + WORLD).u8(4, 0)));
    return WasmWriter.component()
        .vectorSection(7, outer)
        .vectorSection(11, new WasmWriter().externName(WORLD).u8(3, 0, 0))
        .bytes();
  }

  private record Interface(WasmWriter type, int names) {}

  private Interface hostInterface() {
    TypeScope scope = TypeScope.declarations();
    WasmWriter value = scope.refer(type);
    int echo = scope.function(List.of(value), Optional.of(value));
    List<WasmWriter> declarations = new ArrayList<>(scope.entries());
    declarations.add(new WasmWriter().u8(4).externName("echo").u8(1).u32(echo));
    return new Interface(new WasmWriter().u8(0x42).vector(declarations), scope.names());
  }

  /** The component. */
  byte[] component() {
    Interface host = hostInterface();
    List<WasmWriter> aliases = new ArrayList<>();
    aliases.add(new WasmWriter().u8(3, 0, 0).name(AbiTypes.THING.name()));
    for (int i = 0; i < host.names(); i++) {
      aliases.add(new WasmWriter().u8(3, 0, 0).name(TypeScope.name(i)));
    }
    aliases.add(new WasmWriter().u8(1, 0, 0).name("echo"));
    TypeScope scope = TypeScope.definitions(1, host.names());
    WasmWriter value = scope.refer(type);
    int echo = scope.function(List.of(value), Optional.of(value));
    List<WasmWriter> many = new ArrayList<>(List.of(value));
    many.addAll(Collections.nCopies(FILLERS, scope.refer(Primitive.U8)));
    WasmWriter pair = scope.tuple(List.of(value, scope.refer(Primitive.U8)));
    int identity = scope.function(many, Optional.of(pair));
    int hostile = scope.function(List.of(), Optional.of(value));
    int feed = scope.function(List.of(), Optional.empty());
    return WasmWriter.component()
        .vectorSection(7, host.type())
        .vectorSection(10, new WasmWriter().externName(INTERFACE).u8(5, 0))
        .section(6, new WasmWriter().vector(aliases))
        .section(7, new WasmWriter().vector(scope.entries()))
        .section(1, new WasmWriter().raw(library()))
        .section(1, new WasmWriter().raw(functions()))
        .vectorSection(2, new WasmWriter().u8(0, 0, 0))
        .vectorSection(6, coreAlias(2, 0, "m"), coreAlias(0, 0, "r"))
        .vectorSection(8, new WasmWriter().u8(1, 0, 0).raw(options()))
        .vectorSection(
            2,
            new WasmWriter().u8(1, 2).name("echo").u8(0, 1).name("m").u8(2, 0),
            new WasmWriter().u8(0, 1, 1).name("h").u8(0x12, 1))
        .vectorSection(
            6,
            coreAlias(0, 2, "via-host"),
            coreAlias(0, 2, "identity"),
            coreAlias(0, 2, "hostile"),
            coreAlias(0, 2, "feed"))
        .vectorSection(8, lift(2, echo), lift(3, identity), lift(4, hostile), lift(5, feed))
        .vectorSection(
            11,
            export("via-host", 1),
            export("identity", 2),
            export("hostile", 3),
            export("feed", 4))
        .bytes();
  }

  private WasmWriter options() {
    return new WasmWriter().u8(3, encoding, 3, 0, 4, 0);
  }

  private WasmWriter lift(int coreFunction, int functionType) {
    return new WasmWriter().u8(0, 0).u32(coreFunction).raw(options()).u32(functionType);
  }

  private static WasmWriter export(String name, int function) {
    return new WasmWriter().externName(name).u8(1, function, 0);
  }

  private static WasmWriter coreAlias(int sort, int instance, String name) {
    return new WasmWriter().u8(0, sort, 1, instance).name(name);
  }

  /** The core module with memory and realloc. */
  private byte[] library() {
    WasmWriter body = new WasmWriter();
    if (realloc.isPresent()) {
      body.u8(0, 0x41).signed(realloc.getAsInt());
    } else {
      honestRealloc(body);
    }
    body.u8(0x0b);
    return WasmWriter.module()
        .vectorSection(1, new WasmWriter().u8(0x60, 4, 0x7f, 0x7f, 0x7f, 0x7f, 1, 0x7f))
        .vectorSection(3, new WasmWriter().u8(0))
        .vectorSection(5, new WasmWriter().u8(0, PAGES))
        .vectorSection(6, new WasmWriter().u8(0x7f, 1, 0x41).signed(HEAP).u8(0x0b))
        .vectorSection(7, new WasmWriter().name("m").u8(2, 0), new WasmWriter().name("r").u8(0, 0))
        .vectorSection(10, new WasmWriter().sized(body))
        .vectorSection(11, new WasmWriter().u8(0, 0x41, 0, 0x0b).u32(memory.length).raw(memory))
        .bytes();
  }

  /** Takes from the end of what is used, and traps when nothing is left; keeps the old bytes. */
  private static void honestRealloc(WasmWriter body) {
    int size = PAGES << 16;
    // One local, the new address: (used + alignment - 1) & -alignment.
    body.u8(1, 1, 0x7f);
    body.u8(0x23, 0, 0x20, 2, 0x6a, 0x41, 1, 0x6b, 0x41, 0, 0x20, 2, 0x6b, 0x71, 0x21, 4);
    // if (size > all || address + size > all) unreachable
    body.u8(0x20, 3, 0x41).signed(size).u8(0x4b);
    body.u8(0x20, 4, 0x20, 3, 0x6a, 0x41).signed(size).u8(0x4b);
    body.u8(0x72, 0x04, 0x40, 0x00, 0x0b);
    // used = address + size
    body.u8(0x20, 4, 0x20, 3, 0x6a, 0x24, 0);
    // memory.copy(address, old, min(old size, size))
    body.u8(0x20, 4, 0x20, 0, 0x20, 1, 0x20, 3, 0x20, 1, 0x20, 3, 0x49, 0x1b, 0xfc, 10, 0, 0);
    body.u8(0x20, 4);
  }

  /** The core module behind the exports. */
  private byte[] functions() {
    ExternType.Func echo = new ExternType.Func(List.of(new Named("p0", type)), Optional.of(type));
    CoreType.Func lowered = Flattening.lowered(echo);
    CoreType.Func lifted = Flattening.lifted(echo);
    boolean spills = Flattening.resultSpills(echo);

    WasmWriter viaHost = new WasmWriter().u8(0);
    for (int i = 0; i < lifted.params().size(); i++) {
      viaHost.u8(0x20).u32(i);
    }
    if (spills) {
      viaHost.u8(0x41).signed(RESULT);
    }
    viaHost.u8(0x10, 0);
    if (spills) {
      viaHost.u8(0x41).signed(RESULT);
    }
    viaHost.u8(0x0b);

    WasmWriter identity = new WasmWriter().u8(0, 0x20, 0, 0x0b);

    WasmWriter hostile = new WasmWriter().u8(0);
    constants(lifted.results(), hostile);
    hostile.u8(0x0b);

    WasmWriter feed = new WasmWriter().u8(0);
    constants(lowered.params(), feed);
    feed.u8(0x10, 0);
    lowered.results().forEach(result -> feed.u8(0x1a));
    feed.u8(0x0b);

    return WasmWriter.module()
        .vectorSection(
            1,
            signature(lowered),
            signature(lifted),
            new WasmWriter().u8(0x60, 1, 0x7f, 1, 0x7f),
            signature(new CoreType.Func(List.of(), lifted.results())),
            new WasmWriter().u8(0x60, 0, 0))
        .vectorSection(
            2,
            new WasmWriter().name("h").name("echo").u8(0, 0),
            new WasmWriter().name("h").name("m").u8(2, 0, PAGES))
        .vectorSection(
            3,
            new WasmWriter().u8(1),
            new WasmWriter().u8(2),
            new WasmWriter().u8(3),
            new WasmWriter().u8(4))
        .vectorSection(
            7,
            new WasmWriter().name("via-host").u8(0, 1),
            new WasmWriter().name("identity").u8(0, 2),
            new WasmWriter().name("hostile").u8(0, 3),
            new WasmWriter().name("feed").u8(0, 4))
        .vectorSection(
            10,
            new WasmWriter().sized(viaHost),
            new WasmWriter().sized(identity),
            new WasmWriter().sized(hostile),
            new WasmWriter().sized(feed))
        .bytes();
  }

  private static WasmWriter signature(CoreType.Func type) {
    WasmWriter signature = new WasmWriter().u8(0x60).u32(type.params().size());
    type.params().forEach(param -> signature.u8(code(param)));
    signature.u32(type.results().size());
    type.results().forEach(result -> signature.u8(code(result)));
    return signature;
  }

  private static int code(CoreType.Val type) {
    return switch (type) {
      case I32 -> 0x7f;
      case I64 -> 0x7e;
      case F32 -> 0x7d;
      case F64 -> 0x7c;
      default -> throw new IllegalArgumentException("no value flattens to " + type);
    };
  }

  private void constants(List<CoreType.Val> types, WasmWriter body) {
    for (int i = 0; i < types.size(); i++) {
      long value = core.get(i % core.size());
      switch (types.get(i)) {
        case I32 -> body.u8(0x41).signed((int) value);
        case I64 -> body.u8(0x42).signed(value);
        case F32 -> body.u8(0x43).fixed(value, 4);
        default -> body.u8(0x44).fixed(value, 8);
      }
    }
  }
}
