package dev.witloof.component.internal.binary;

import dev.witloof.component.internal.binary.Definition.CanonOption;
import dev.witloof.component.internal.binary.Definition.ResourceOperation;
import java.util.List;

/** Binary.md, "Canonical Definitions". */
final class CanonReader {
  private static final int FUNC_SORT = 0x00;

  private CanonReader() {}

  static Definition canon(ByteInput in) {
    int offset = in.position();
    int code = in.u8("a canonical definition");
    return switch (code) {
      case 0x00 -> {
        in.expect(FUNC_SORT, "canonical function lift");
        int function = in.index("core function index");
        List<CanonOption> options = options(in);
        yield new Definition.Lift(offset, function, options, in.index("type index"));
      }
      case 0x01 -> {
        in.expect(FUNC_SORT, "canonical function lower");
        yield new Definition.Lower(offset, in.index("function index"), options(in));
      }
      case 0x02 ->
          new Definition.ResourceBuiltin(offset, ResourceOperation.NEW, in.index("type index"));
      case 0x03 ->
          new Definition.ResourceBuiltin(offset, ResourceOperation.DROP, in.index("type index"));
      case 0x04 ->
          new Definition.ResourceBuiltin(offset, ResourceOperation.REP, in.index("type index"));
      default -> throw GatedBuiltin.refuse(code, in, offset);
    };
  }

  /** {@code opts}. */
  static List<CanonOption> options(ByteInput in) {
    return in.vector("canonical options", () -> option(in));
  }

  private static CanonOption option(ByteInput in) {
    int offset = in.position();
    int code = in.u8("a canonical option");
    return switch (code) {
      case 0x00 -> CanonOption.Encoding.UTF8;
      case 0x01 -> CanonOption.Encoding.UTF16;
      case 0x02 -> CanonOption.Encoding.LATIN1_UTF16;
      case 0x03 -> new CanonOption.Memory(in.index("core memory index"));
      case 0x04 -> new CanonOption.Realloc(in.index("core function index"));
      case 0x05 -> new CanonOption.PostReturn(in.index("core function index"));
      case 0x06 -> throw Unsupported.asyncOption("async", offset);
      case 0x07 -> {
        in.index("core function index");
        throw Unsupported.asyncOption("callback", offset);
      }
      case 0x08 -> {
        in.index("core type index");
        throw Unsupported.gc("the canonical option core-type", offset);
      }
      case 0x09 -> throw Unsupported.gc("the canonical option gc", offset);
      default -> throw ByteInput.leadingByte(code, "canonical option", offset);
    };
  }
}
