package dev.witloof.component.internal.binary;

import dev.witloof.component.InvalidComponent;
import dev.witloof.component.InvalidComponent.Kind;
import dev.witloof.component.internal.binary.Definition.CoreExternBinary;
import dev.witloof.component.internal.binary.Definition.CoreTypeBinary;
import dev.witloof.component.internal.binary.Definition.ModuleDeclaration;
import dev.witloof.engine.CoreType;
import java.util.OptionalLong;

/** Binary.md, {@code core:type}: function types and module types. */
final class CoreTypeReader {
  private CoreTypeReader() {}

  static CoreTypeBinary type(ByteInput in) {
    int offset = in.position();
    int code = in.u8("a core type");
    return switch (code) {
      case 0x60 -> function(in);
      case 0x50 ->
          new CoreTypeBinary.Module(in.vector("module declarations", () -> declaration(in)));
      case 0x00, 0x4d, 0x4e, 0x4f, 0x5e, 0x5f -> throw Unsupported.gc(offset);
      default ->
          throw new InvalidComponent(
              Kind.MALFORMED,
              offset,
              "invalid leading byte (0x" + ByteInput.hex(code) + ") for a core type");
    };
  }

  private static CoreTypeBinary function(ByteInput in) {
    return new CoreTypeBinary.Func(
        new CoreType.Func(
            in.vector("parameters", () -> value(in)), in.vector("results", () -> value(in))));
  }

  private static ModuleDeclaration declaration(ByteInput in) {
    int offset = in.position();
    int code = in.u8("a module declaration");
    return switch (code) {
      case 0x00 ->
          new ModuleDeclaration.Import(
              offset, in.name("a module name"), in.name("an import name"), extern(in));
      case 0x01 -> {
        CoreTypeBinary type = type(in);
        if (type instanceof CoreTypeBinary.Module) {
          throw new InvalidComponent(
              Kind.INVALID, offset, "a module type cannot be declared inside a module type");
        }
        yield new ModuleDeclaration.Type(offset, type);
      }
      case 0x02 -> {
        in.expect(0x10, "the sort of an alias in a module type");
        in.expect(0x01, "an outer alias in a module type");
        yield new ModuleDeclaration.OuterAlias(
            offset, in.index("scope count"), in.index("core type index"));
      }
      case 0x03 -> new ModuleDeclaration.Export(offset, in.name("an export name"), extern(in));
      default ->
          throw new InvalidComponent(
              Kind.MALFORMED,
              offset,
              "invalid leading byte (0x" + ByteInput.hex(code) + ") for a module declaration");
    };
  }

  private static CoreExternBinary extern(ByteInput in) {
    int offset = in.position();
    int code = in.u8("a core extern type");
    return switch (code) {
      case 0x00 -> new CoreExternBinary.Func(in.index("core type index"));
      case 0x01 -> new CoreExternBinary.Other(table(in));
      case 0x02 -> new CoreExternBinary.Other(memory(in));
      case 0x03 ->
          new CoreExternBinary.Other(new CoreType.Global(value(in), in.flag("mutability")));
      case 0x04 -> throw Unsupported.feature("exception tags", offset);
      default ->
          throw new InvalidComponent(
              Kind.MALFORMED,
              offset,
              "invalid leading byte (0x" + ByteInput.hex(code) + ") for a core extern type");
    };
  }

  private static CoreType table(ByteInput in) {
    CoreType.Val element = value(in);
    int offset = in.position();
    int flags = in.u8("table limits");
    if (flags > 1) {
      throw Unsupported.feature("64-bit or shared tables", offset);
    }
    return new CoreType.Table(element, limit(in), max(in, flags));
  }

  private static CoreType memory(ByteInput in) {
    int offset = in.position();
    int flags = in.u8("memory limits");
    if (flags > 3) {
      throw Unsupported.feature("64-bit memories or custom page sizes", offset);
    }
    long min = limit(in);
    OptionalLong max = max(in, flags);
    if (Math.max(min, max.orElse(0)) > ComponentLimits.MEMORY_PAGES) {
      throw new InvalidComponent(
          Kind.INVALID,
          offset,
          "memory size must be at most " + ComponentLimits.MEMORY_PAGES + " pages");
    }
    return new CoreType.Memory(min, max, (flags & 2) != 0, false);
  }

  private static long limit(ByteInput in) {
    return Integer.toUnsignedLong(in.u32("a limit"));
  }

  private static OptionalLong max(ByteInput in, int flags) {
    return (flags & 1) != 0 ? OptionalLong.of(limit(in)) : OptionalLong.empty();
  }

  private static CoreType.Val value(ByteInput in) {
    int offset = in.position();
    int code = in.u8("a core value type");
    return switch (code) {
      case 0x7f -> CoreType.Val.I32;
      case 0x7e -> CoreType.Val.I64;
      case 0x7d -> CoreType.Val.F32;
      case 0x7c -> CoreType.Val.F64;
      case 0x7b -> CoreType.Val.V128;
      case 0x70 -> CoreType.Val.FUNCREF;
      case 0x6f -> CoreType.Val.EXTERNREF;
      default -> throw Unsupported.gc(offset);
    };
  }
}
