package dev.witloof.component.internal.binary;

import dev.witloof.component.InvalidComponent;
import dev.witloof.component.InvalidComponent.Kind;
import dev.witloof.component.internal.binary.Definition.CoreTypeDeclaration;
import dev.witloof.component.internal.binary.Definition.ExportDeclaration;
import dev.witloof.component.internal.binary.Definition.ExternBinary;
import dev.witloof.component.internal.binary.Definition.Import;
import dev.witloof.component.internal.binary.Definition.NamedBinary;
import dev.witloof.component.internal.binary.Definition.Type;
import dev.witloof.component.internal.binary.Definition.TypeBinary;
import dev.witloof.component.internal.binary.Definition.TypeDeclaration;
import dev.witloof.component.internal.binary.Definition.ValueRef;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Binary.md, "Type Definitions". */
final class TypeReader {
  private static final String DECLARATION = "component or instance type declaration";
  private static final String EXTERNAL = "component external kind";
  private static final int CORE_I32 = 0x7f;
  private static final int CORE_I64 = 0x7e;

  private TypeReader() {}

  static TypeBinary type(ByteInput in, int depth) {
    if (depth > ComponentLimits.DEPTH) {
      throw new InvalidComponent(
          Kind.LIMIT, in.position(), "types nest deeper than " + ComponentLimits.DEPTH);
    }
    int offset = in.position();
    int code = in.u8("a type");
    return switch (code) {
      case 0x40 -> function(in);
      case 0x41 ->
          new TypeBinary.Component(in.vector("declarations", () -> declaration(in, depth, true)));
      case 0x42 ->
          new TypeBinary.Instance(in.vector("declarations", () -> declaration(in, depth, false)));
      case 0x3f -> resource(in);
      case 0x43 -> {
        function(in);
        throw Unsupported.async("async functions", offset);
      }
      default -> new TypeBinary.Value(ValueTypeReader.defined(in, code, offset));
    };
  }

  private static TypeBinary function(ByteInput in) {
    List<NamedBinary> params = in.vector("parameters", () -> ValueTypeReader.named(in));
    return new TypeBinary.Func(params, results(in));
  }

  /** {@code resultlist}. */
  static Optional<ValueRef> results(ByteInput in) {
    int offset = in.position();
    int code = in.u8("a result list");
    return switch (code) {
      case 0x00 -> Optional.of(ValueTypeReader.reference(in));
      case 0x01 -> {
        in.expect(0x00, "number of results");
        yield Optional.empty();
      }
      default -> throw ByteInput.leadingByte(code, "component function results", offset);
    };
  }

  private static TypeBinary resource(ByteInput in) {
    int offset = in.position();
    int representation = in.u8("a resource representation");
    OptionalInt destructor =
        in.optional("resource destructor")
            ? OptionalInt.of(in.index("core function index"))
            : OptionalInt.empty();
    if (representation == CORE_I64) {
      throw Unsupported.memory64("a resource represented by `i64`", offset);
    } else if (representation != CORE_I32) {
      throw new InvalidComponent(
          Kind.INVALID, offset, "resources can only be represented by `i32` or `i64`");
    }
    return new TypeBinary.Resource(destructor);
  }

  private static TypeDeclaration declaration(ByteInput in, int depth, boolean ofComponent) {
    int offset = in.position();
    int code = in.u8("a declaration");
    return switch (code) {
      case 0x00 -> new CoreTypeDeclaration(offset, CoreTypeReader.type(in));
      case 0x01 -> new Type(offset, type(in, depth + 1));
      case 0x02 -> {
        Definition alias = AliasReader.alias(in);
        if (alias instanceof TypeDeclaration declared) {
          yield declared;
        }
        throw new InvalidComponent(
            Kind.INVALID, offset, "a core export alias cannot stand in a type");
      }
      case 0x04 -> new ExportDeclaration(offset, NameReader.name(in), extern(in));
      case 0x03 -> {
        if (ofComponent) {
          yield new Import(offset, NameReader.name(in), extern(in));
        }
        throw ByteInput.leadingByte(
            code, DECLARATION + ": an instance type has no imports", offset);
      }
      default -> throw ByteInput.leadingByte(code, DECLARATION, offset);
    };
  }

  static ExternBinary extern(ByteInput in) {
    int offset = in.position();
    int code = in.u8("an extern type");
    return switch (code) {
      case 0x00 -> {
        in.expect(0x11, EXTERNAL);
        yield new ExternBinary.CoreModule(in.index("core type index"));
      }
      case 0x01 -> new ExternBinary.Func(in.index("type index"));
      case 0x02 -> throw Unsupported.values("value imports and exports", offset);
      case 0x03 -> bound(in);
      case 0x04 -> new ExternBinary.Component(in.index("type index"));
      case 0x05 -> new ExternBinary.Instance(in.index("type index"));
      default -> throw ByteInput.leadingByte(code, EXTERNAL, offset);
    };
  }

  private static ExternBinary bound(ByteInput in) {
    int offset = in.position();
    int code = in.u8("a type bound");
    return switch (code) {
      case 0x00 -> new ExternBinary.TypeEq(in.index("type index"));
      case 0x01 -> new ExternBinary.SubResource();
      default -> throw ByteInput.leadingByte(code, "type bound", offset);
    };
  }
}
