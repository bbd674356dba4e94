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
  private static final String CORE_TYPES = "core types";

  private CoreTypeReader() {}

  static CoreTypeBinary type(ByteInput in) {
    int offset = in.position();
    int code = in.u8("a core type");
    return switch (code) {
      case 0x60 -> function(in);
      case 0x50 ->
          new CoreTypeBinary.Module(in.vector("module declarations", () -> declaration(in)));
      case 0x00, 0x4d, 0x4e, 0x4f, 0x5e, 0x5f -> throw Unsupported.gc(CORE_TYPES, offset);
      default -> throw ByteInput.leadingByte(code, "core type", offset);
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
        CoreTypeBinary type = declaredType(in);
        yield new ModuleDeclaration.Type(offset, type);
      }
      case 0x02 -> {
        in.expect(0x10, "outer alias kind");
        in.expect(0x01, "outer alias target");
        yield new ModuleDeclaration.OuterAlias(
            offset, in.index("scope count"), in.index("core type index"));
      }
      case 0x03 -> new ModuleDeclaration.Export(offset, in.name("an export name"), extern(in));
      default -> throw ByteInput.leadingByte(code, "type definition", offset);
    };
  }

  /** Where 0x50 begins a non-final subtype, for a module type cannot hold another. */
  private static CoreTypeBinary declaredType(ByteInput in) {
    int offset = in.position();
    int code = in.u8("a core type");
    return switch (code) {
      case 0x60 -> function(in);
      case 0x4d, 0x4e, 0x4f, 0x5e, 0x5f -> throw Unsupported.gc(CORE_TYPES, offset);
      case 0x50 -> throw nestedModule(in, offset);
      default -> throw ByteInput.leadingByte(code, "core type", offset);
    };
  }

  /** A non-final subtype, if it can be one. */
  private static InvalidComponent nestedModule(ByteInput in, int offset) {
    in.vector("supertypes", () -> in.index("core type index"));
    int code = in.u8("a core type");
    return switch (code) {
      case 0x5e, 0x5f, 0x60 -> Unsupported.gc(CORE_TYPES, offset);
      default ->
          new InvalidComponent(
              Kind.INVALID,
              offset,
              "invalid leading byte (0x%s) for core type: a module type cannot hold another"
                  .formatted(ByteInput.hex(code)));
    };
  }

  private static CoreExternBinary extern(ByteInput in) {
    int offset = in.position();
    int code = in.u8("a core extern type");
    return switch (code) {
      case 0x00 -> new CoreExternBinary.Func(in.index("core type index"));
      case 0x01 -> new CoreExternBinary.Other(table(in));
      case 0x02 -> new CoreExternBinary.Other(memory(in));
      case 0x03 -> new CoreExternBinary.Other(new CoreType.Global(value(in), mutability(in)));
      case 0x04 -> throw Unsupported.exceptions("a tag", offset);
      default -> throw ByteInput.leadingByte(code, "external kind", offset);
    };
  }

  private static boolean mutability(ByteInput in) {
    int offset = in.position();
    int code = in.u8("mutability");
    if (code > 1) {
      throw new InvalidComponent(Kind.MALFORMED, offset, "malformed mutability");
    }
    return code == 1;
  }

  private static CoreType table(ByteInput in) {
    CoreType.Val element = value(in);
    int offset = in.position();
    int flags = in.u8("table limits");
    if ((flags & ~7) != 0) {
      throw new InvalidComponent(Kind.MALFORMED, offset, "invalid table resizable limits flags");
    } else if ((flags & 2) != 0) {
      throw Unsupported.feature("a shared table of " + Unsupported.THREADS, offset);
    } else if ((flags & 4) != 0) {
      throw Unsupported.memory64("a 64-bit table", offset);
    }
    return new CoreType.Table(element, limit(in), max(in, flags));
  }

  private static CoreType memory(ByteInput in) {
    int offset = in.position();
    int flags = in.u8("memory limits");
    if ((flags & ~15) != 0) {
      throw new InvalidComponent(Kind.MALFORMED, offset, "invalid memory limits flags");
    } else if ((flags & 8) != 0) {
      throw Unsupported.feature("a memory of the custom-page-sizes proposal", offset);
    } else if ((flags & 4) != 0) {
      throw Unsupported.memory64("a 64-bit memory", offset);
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

  static CoreType.Val value(ByteInput in) {
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
      case 0x69, 0x6a, 0x6b, 0x6c, 0x6d, 0x6e, 0x71, 0x72, 0x73, 0x74, 0x63, 0x64 ->
          throw Unsupported.gc("a reference type", offset);
      default ->
          throw new InvalidComponent(
              Kind.MALFORMED, offset, "invalid value type 0x" + ByteInput.hex(code));
    };
  }
}
