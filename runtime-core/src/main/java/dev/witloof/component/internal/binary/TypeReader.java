package dev.witloof.component.internal.binary;

import dev.witloof.component.InvalidComponent;
import dev.witloof.component.InvalidComponent.Kind;
import dev.witloof.component.internal.binary.Definition.CaseBinary;
import dev.witloof.component.internal.binary.Definition.CoreTypeDeclaration;
import dev.witloof.component.internal.binary.Definition.ExportDeclaration;
import dev.witloof.component.internal.binary.Definition.ExternBinary;
import dev.witloof.component.internal.binary.Definition.Import;
import dev.witloof.component.internal.binary.Definition.NamedBinary;
import dev.witloof.component.internal.binary.Definition.Type;
import dev.witloof.component.internal.binary.Definition.TypeBinary;
import dev.witloof.component.internal.binary.Definition.TypeDeclaration;
import dev.witloof.component.internal.binary.Definition.ValueBinary;
import dev.witloof.component.internal.binary.Definition.ValueRef;
import dev.witloof.component.type.ValueType.Primitive;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Binary.md, "Type Definitions". */
final class TypeReader {
  private static final int CORE_I32 = 0x7f;

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
      default -> new TypeBinary.Value(defined(in, code, offset));
    };
  }

  private static TypeBinary function(ByteInput in) {
    List<NamedBinary> params = in.vector("parameters", () -> named(in));
    int offset = in.position();
    return switch (in.u8("a result list")) {
      case 0x00 -> new TypeBinary.Func(params, Optional.of(reference(in)));
      case 0x01 -> {
        in.expect(0x00, "the end of an empty result list");
        yield new TypeBinary.Func(params, Optional.empty());
      }
      default ->
          throw new InvalidComponent(
              Kind.MALFORMED, offset, "invalid leading byte for a result list");
    };
  }

  private static TypeBinary resource(ByteInput in) {
    int offset = in.position();
    if (in.u8("a resource representation") != CORE_I32) {
      throw new InvalidComponent(
          Kind.INVALID, offset, "resources can only be represented by `i32`");
    }
    return new TypeBinary.Resource(
        in.flag("a destructor")
            ? OptionalInt.of(in.index("core function index"))
            : OptionalInt.empty());
  }

  private static TypeDeclaration declaration(ByteInput in, int depth, boolean ofComponent) {
    int offset = in.position();
    int code = in.u8("a declaration");
    return switch (code) {
      case 0x00 -> new CoreTypeDeclaration(offset, CoreTypeReader.type(in));
      case 0x01 -> new Type(offset, type(in, depth + 1));
      case 0x02 -> {
        Definition alias = ComponentReader.alias(in);
        if (alias instanceof TypeDeclaration declared) {
          yield declared;
        }
        throw new InvalidComponent(
            Kind.INVALID, offset, "a core export alias cannot stand in a type");
      }
      case 0x04 -> new ExportDeclaration(offset, ComponentReader.externName(in), extern(in));
      case 0x03 -> {
        if (ofComponent) {
          yield new Import(offset, ComponentReader.externName(in), extern(in));
        }
        throw new InvalidComponent(
            Kind.MALFORMED, offset, "an instance type cannot declare an import");
      }
      default ->
          throw new InvalidComponent(
              Kind.MALFORMED,
              offset,
              "invalid leading byte (0x" + ByteInput.hex(code) + ") for a declaration");
    };
  }

  static ExternBinary extern(ByteInput in) {
    int offset = in.position();
    int code = in.u8("an extern type");
    return switch (code) {
      case 0x00 -> {
        in.expect(0x11, "a core module type");
        yield new ExternBinary.CoreModule(in.index("core type index"));
      }
      case 0x01 -> new ExternBinary.Func(in.index("type index"));
      case 0x02 -> throw Unsupported.values("value imports and exports", offset);
      case 0x03 -> bound(in);
      case 0x04 -> new ExternBinary.Component(in.index("type index"));
      case 0x05 -> new ExternBinary.Instance(in.index("type index"));
      default ->
          throw new InvalidComponent(
              Kind.MALFORMED,
              offset,
              "invalid leading byte (0x" + ByteInput.hex(code) + ") for an extern type");
    };
  }

  private static ExternBinary bound(ByteInput in) {
    int offset = in.position();
    int code = in.u8("a type bound");
    return switch (code) {
      case 0x00 -> new ExternBinary.TypeEq(in.index("type index"));
      case 0x01 -> new ExternBinary.SubResource();
      default ->
          throw new InvalidComponent(
              Kind.MALFORMED,
              offset,
              "invalid leading byte (0x" + ByteInput.hex(code) + ") for a type bound");
    };
  }

  private static ValueBinary defined(ByteInput in, int code, int offset) {
    Optional<Primitive> primitive = primitive(code);
    if (primitive.isPresent()) {
      return new ValueBinary.Prim(primitive.get());
    }
    return switch (code) {
      case 0x72 -> new ValueBinary.Record(nonEmpty(in.vector("fields", () -> named(in)), offset));
      case 0x71 ->
          new ValueBinary.Variant(nonEmpty(in.vector("cases", () -> variantCase(in)), offset));
      case 0x70 -> new ValueBinary.ListOf(reference(in));
      case 0x6f ->
          new ValueBinary.Tuple(nonEmpty(in.vector("elements", () -> reference(in)), offset));
      case 0x6e -> flags(in, offset);
      case 0x6d ->
          new ValueBinary.Enum(
              nonEmpty(in.vector("labels", () -> in.name("an enum label")), offset));
      case 0x6b -> new ValueBinary.Option(reference(in));
      case 0x6a -> new ValueBinary.Result(optional(in), optional(in));
      case 0x69 -> new ValueBinary.Own(in.index("type index"));
      case 0x68 -> new ValueBinary.Borrow(in.index("type index"));
      default -> throw Unsupported.type(code, offset);
    };
  }

  private static ValueBinary flags(ByteInput in, int offset) {
    List<String> labels = nonEmpty(in.vector("labels", () -> in.name("a flag label")), offset);
    if (labels.size() > 32) {
      throw new InvalidComponent(
          Kind.INVALID, offset, "cannot have more than 32 flags, found " + labels.size());
    }
    return new ValueBinary.Flags(labels);
  }

  private static <T> List<T> nonEmpty(List<T> entries, int offset) {
    if (entries.isEmpty()) {
      throw new InvalidComponent(
          Kind.INVALID,
          offset,
          "records, variants, tuples, flags and enums must have at least one entry");
    }
    return entries;
  }

  private static CaseBinary variantCase(ByteInput in) {
    String name = in.name("a variant case");
    Optional<ValueRef> type = optional(in);
    in.expect(0x00, "the end of a variant case");
    return new CaseBinary(name, type);
  }

  private static NamedBinary named(ByteInput in) {
    return new NamedBinary(in.name("a label"), reference(in));
  }

  private static Optional<ValueRef> optional(ByteInput in) {
    return in.flag("an optional type") ? Optional.of(reference(in)) : Optional.empty();
  }

  private static ValueRef reference(ByteInput in) {
    int offset = in.position();
    long code = in.s33("a value type");
    if (code >= 0) {
      if (code > Integer.MAX_VALUE) {
        throw new InvalidComponent(Kind.INVALID, offset, "type index out of bounds: " + code);
      }
      return new ValueRef.Index((int) code);
    }
    int single = (int) (code & 0x7f);
    return new ValueRef.Prim(
        primitive(code < -64 ? 0 : single).orElseThrow(() -> Unsupported.type(single, offset)));
  }

  private static Optional<Primitive> primitive(int code) {
    // 0x7f is bool and the codes go down in the order of the enum.
    int ordinal = 0x7f - code;
    Primitive[] all = Primitive.values();
    return ordinal >= 0 && ordinal < all.length ? Optional.of(all[ordinal]) : Optional.empty();
  }
}
