package dev.witloof.component.internal.binary;

import dev.witloof.component.InvalidComponent;
import dev.witloof.component.InvalidComponent.Kind;
import dev.witloof.component.internal.binary.Definition.Sort;

/** Binary.md, {@code sort} and {@code core:sort}, as far as each place allows them. */
final class SortReader {
  private static final String EXTERNAL = "component external kind";
  private static final String OUTER = "component outer alias kind";
  private static final int CORE = 0x00;

  private SortReader() {}

  /** What a component can export or be given: of the core sorts, modules only. */
  static Sort external(ByteInput in) {
    int offset = in.position();
    int code = in.u8("a sort");
    if (code != CORE) {
      return component(code, EXTERNAL, offset);
    }
    int coreCode = in.u8("a core sort");
    Sort sort = core(coreCode, EXTERNAL, offset + 1);
    if (sort != Sort.CORE_MODULE) {
      throw new InvalidComponent(
          Kind.INVALID,
          offset,
          "invalid leading byte (0x%s) for %s: a %s cannot be passed or exported"
              .formatted(ByteInput.hex(coreCode), EXTERNAL, sort.title()));
    }
    return sort;
  }

  /** What a core instance can export. */
  static Sort coreExternal(ByteInput in) {
    int offset = in.position();
    int code = in.u8("a core sort");
    Sort sort = core(code, "core external kind", offset);
    return switch (sort) {
      case CORE_FUNC, CORE_TABLE, CORE_MEMORY, CORE_GLOBAL -> sort;
      default ->
          throw new InvalidComponent(
              Kind.INVALID,
              offset,
              "invalid leading byte (0x%s) for external kind: a core instance cannot export a %s"
                  .formatted(ByteInput.hex(code), sort.title()));
    };
  }

  /** The sort of an alias, which comes before the alias says what it aliases. */
  static Sort aliased(ByteInput in) {
    int offset = in.position();
    int code = in.u8("a sort");
    return code == CORE
        ? core(in.u8("a core sort"), OUTER, offset + 1)
        : component(code, OUTER, offset);
  }

  /** Requires a sort that an outer alias can name ({@code outeraliassort}). */
  static void requireOuter(Sort sort, int offset) {
    switch (sort) {
      case TYPE, CORE_TYPE, CORE_MODULE, COMPONENT -> {}
      default ->
          throw new InvalidComponent(
              Kind.MALFORMED,
              offset,
              "invalid leading byte (0x%s) for %s: an outer alias cannot name a %s"
                  .formatted(ByteInput.hex(sort.code()), OUTER, sort.title()));
    }
  }

  private static Sort component(int code, String what, int offset) {
    return switch (code) {
      case 0x01 -> Sort.FUNC;
      case 0x02 -> throw Unsupported.values("the value sort", offset);
      case 0x03 -> Sort.TYPE;
      case 0x04 -> Sort.COMPONENT;
      case 0x05 -> Sort.INSTANCE;
      default -> throw ByteInput.leadingByte(code, what, offset);
    };
  }

  private static Sort core(int code, String what, int offset) {
    return switch (code) {
      case 0x00 -> Sort.CORE_FUNC;
      case 0x01 -> Sort.CORE_TABLE;
      case 0x02 -> Sort.CORE_MEMORY;
      case 0x03 -> Sort.CORE_GLOBAL;
      case 0x04 -> throw Unsupported.exceptions("the tag sort", offset);
      case 0x10 -> Sort.CORE_TYPE;
      case 0x11 -> Sort.CORE_MODULE;
      case 0x12 -> Sort.CORE_INSTANCE;
      default -> throw ByteInput.leadingByte(code, what, offset);
    };
  }
}
