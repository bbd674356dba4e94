package dev.witloof.component.internal.binary;

import dev.witloof.component.internal.binary.Definition.Sort;

/** Binary.md, "Alias Definitions". */
final class AliasReader {
  private AliasReader() {}

  static Definition alias(ByteInput in) {
    int offset = in.position();
    Sort sort = SortReader.aliased(in);
    int code = in.u8("an alias target");
    return switch (code) {
      case 0x00 ->
          new Definition.AliasExport(
              offset, sort, in.index("instance index"), in.name("an export name"));
      case 0x01 ->
          new Definition.AliasCoreExport(
              offset, sort, in.index("core instance index"), in.name("an export name"));
      case 0x02 -> {
        SortReader.requireOuter(sort, offset);
        yield new Definition.AliasOuter(offset, sort, in.index("scope count"), in.index("index"));
      }
      default -> throw ByteInput.leadingByte(code, "alias", offset);
    };
  }
}
