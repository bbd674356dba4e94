package dev.witloof.component.internal.binary;

import dev.witloof.component.internal.binary.Definition.Argument;
import dev.witloof.component.internal.binary.Definition.CoreArgument;
import dev.witloof.component.internal.binary.Definition.CoreInlineExport;
import dev.witloof.component.internal.binary.Definition.InlineExport;

/** Binary.md, "Instance Definitions". */
final class InstanceReader {
  private static final int CORE_INSTANCE_SORT = 0x12;

  private InstanceReader() {}

  static Definition coreInstance(ByteInput in) {
    int offset = in.position();
    int code = in.u8("a core instance");
    return switch (code) {
      case 0x00 ->
          new Definition.CoreInstantiate(
              offset,
              in.index("core module index"),
              in.vector("arguments", () -> coreArgument(in)));
      case 0x01 ->
          new Definition.CoreInlineExports(
              offset,
              in.vector(
                  "inline exports",
                  () ->
                      new CoreInlineExport(
                          in.position(),
                          in.name("an export name"),
                          SortReader.coreExternal(in),
                          in.index("core index"))));
      default -> throw ByteInput.leadingByte(code, "core instance", offset);
    };
  }

  private static CoreArgument coreArgument(ByteInput in) {
    String name = in.name("an argument name");
    in.expect(CORE_INSTANCE_SORT, "instantiation arg kind");
    return new CoreArgument(name, in.index("core instance index"));
  }

  static Definition instance(ByteInput in) {
    int offset = in.position();
    int code = in.u8("an instance");
    return switch (code) {
      case 0x00 ->
          new Definition.Instantiate(
              offset,
              in.index("component index"),
              in.vector(
                  "arguments",
                  () ->
                      new Argument(
                          in.position(),
                          in.name("an argument name"),
                          SortReader.external(in),
                          in.index("index"))));
      case 0x01 ->
          new Definition.InlineExports(
              offset,
              in.vector(
                  "inline exports",
                  () ->
                      new InlineExport(
                          in.position(),
                          NameReader.name(in),
                          SortReader.external(in),
                          in.index("index"))));
      default -> throw ByteInput.leadingByte(code, "instance", offset);
    };
  }
}
