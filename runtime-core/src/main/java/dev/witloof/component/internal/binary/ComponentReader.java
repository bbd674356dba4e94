package dev.witloof.component.internal.binary;

import dev.witloof.component.InvalidComponent;
import dev.witloof.component.InvalidComponent.Kind;
import dev.witloof.component.internal.binary.Definition.Sort;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Reads a component (Binary.md, "Component Definitions"). */
public final class ComponentReader {
  private static final int PREAMBLE = 8;
  private static final int LAST_SECTION = 12;

  private final byte[] bytes;
  private int definitions;
  private int modules;

  private ComponentReader(byte[] bytes) {
    this.bytes = bytes;
  }

  /**
   * Reads a whole component.
   *
   * @throws InvalidComponent with the byte offset of the fault
   */
  public static ComponentBinary read(byte[] bytes) {
    return new ComponentReader(bytes).component(new ByteInput(bytes, 0, bytes.length), 0);
  }

  private ComponentBinary component(ByteInput in, int depth) {
    int offset = in.position();
    if (depth > ComponentLimits.DEPTH) {
      throw new InvalidComponent(
          Kind.LIMIT, offset, "components nest deeper than " + ComponentLimits.DEPTH);
    }
    preamble(in, depth);
    List<Definition> all = new ArrayList<>();
    while (in.hasMore()) {
      int sectionOffset = in.position();
      int id = in.u8("a section id");
      if (id > LAST_SECTION) {
        throw new InvalidComponent(Kind.MALFORMED, sectionOffset, "malformed section id: " + id);
      }
      ByteInput section = in.sized("section " + id);
      section(id, section, sectionOffset, depth, all);
      section.expectEnd("section " + id);
    }
    return new ComponentBinary(offset, List.copyOf(all));
  }

  private void preamble(ByteInput in, int depth) {
    int offset = in.position();
    byte[] head = new byte[PREAMBLE];
    for (int i = 0; i < PREAMBLE; i++) {
      head[i] = (byte) in.u8("the preamble \\0asm");
    }
    if (head[0] != 0 || head[1] != 'a' || head[2] != 's' || head[3] != 'm') {
      throw new InvalidComponent(
          Kind.MALFORMED, offset, "magic header not detected: this is not WebAssembly");
    }
    if (head[4] == 1 && head[5] == 0 && head[6] == 0 && head[7] == 0) {
      String what = "expected a version header for a component: this is a core WebAssembly module";
      throw new InvalidComponent(
          Kind.MALFORMED,
          offset,
          depth == 0 ? what + "; make one of it with `wasm-tools component new`" : what);
    }
    if (head[6] != 1 || head[7] != 0) {
      throw new InvalidComponent(
          Kind.MALFORMED,
          offset + 6,
          "unknown binary version and layer: neither a module nor a component");
    }
    if (head[4] != 0x0d || head[5] != 0) {
      throw new InvalidComponent(
          Kind.MALFORMED,
          offset + 4,
          "unknown binary version of a component, 0x"
              + ByteInput.hex(head[4] & 0xff)
              + ", expected 0x0d; rebuild it with current tools");
    }
  }

  private void section(int id, ByteInput in, int offset, int depth, List<Definition> all) {
    switch (id) {
      case 0 -> {
        in.name("a custom section's name");
        in.rest();
      }
      case 1 -> {
        if (++modules > ComponentLimits.MODULES) {
          throw new InvalidComponent(
              Kind.LIMIT, offset, "more than " + ComponentLimits.MODULES + " core modules");
        }
        all.add(new Definition.CoreModule(in.position(), in.rest()));
      }
      case 2 -> each(in, all, "core instances", () -> InstanceReader.coreInstance(in));
      case 3 ->
          each(
              in,
              all,
              "core types",
              () -> new Definition.CoreTypeDefinition(in.position(), CoreTypeReader.type(in)));
      case 4 -> {
        int start = in.position();
        count(start);
        all.add(new Definition.NestedComponent(start, component(in, depth + 1)));
      }
      case 5 -> each(in, all, "instances", () -> InstanceReader.instance(in));
      case 6 -> each(in, all, "aliases", () -> AliasReader.alias(in));
      case 7 ->
          each(in, all, "types", () -> new Definition.Type(in.position(), TypeReader.type(in, 0)));
      case 8 -> each(in, all, "canonical definitions", () -> CanonReader.canon(in));
      case 9 -> {
        start(in);
        throw Unsupported.values("the start section", offset);
      }
      case 10 ->
          each(
              in,
              all,
              "imports",
              () ->
                  new Definition.Import(in.position(), NameReader.name(in), TypeReader.extern(in)));
      case 11 -> each(in, all, "exports", () -> export(in));
      default -> throw Unsupported.values("the value section", offset);
    }
  }

  private void each(ByteInput in, List<Definition> all, String what, Supplier<Definition> one) {
    int count = in.count(what);
    for (int i = 0; i < count; i++) {
      count(in.position());
      all.add(one.get());
    }
  }

  private void count(int offset) {
    if (++definitions > ComponentLimits.DEFINITIONS) {
      throw new InvalidComponent(
          Kind.LIMIT, offset, "more than " + ComponentLimits.DEFINITIONS + " definitions");
    }
  }

  private static void start(ByteInput in) {
    in.index("function index");
    in.vector("arguments", () -> in.index("value index"));
    in.u32("the number of results");
    if (in.hasMore()) {
      throw new InvalidComponent(
          Kind.MALFORMED, in.position(), "unexpected content in the component start section");
    }
  }

  private static Definition export(ByteInput in) {
    int offset = in.position();
    ExternNameBinary name = NameReader.name(in);
    Sort sort = SortReader.external(in);
    int index = in.index("index");
    return new Definition.Export(
        offset,
        name,
        sort,
        index,
        in.optional("optional component export type")
            ? Optional.of(TypeReader.extern(in))
            : Optional.empty());
  }
}
