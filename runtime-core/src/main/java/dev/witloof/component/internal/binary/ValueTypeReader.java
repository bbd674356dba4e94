package dev.witloof.component.internal.binary;

import dev.witloof.component.InvalidComponent;
import dev.witloof.component.InvalidComponent.Kind;
import dev.witloof.component.internal.binary.Definition.CaseBinary;
import dev.witloof.component.internal.binary.Definition.NamedBinary;
import dev.witloof.component.internal.binary.Definition.ValueBinary;
import dev.witloof.component.internal.binary.Definition.ValueRef;
import dev.witloof.component.type.ValueType.Primitive;
import java.util.List;
import java.util.Optional;

/** Binary.md, {@code defvaltype} and {@code valtype}. */
final class ValueTypeReader {
  private static final String DEFINED = "component defined type";
  private static final int ERROR_CONTEXT = 0x64;

  private ValueTypeReader() {}

  /** A defined type whose code was read. */
  static ValueBinary defined(ByteInput in, int code, int offset) {
    Optional<Primitive> primitive = primitive(code);
    if (primitive.isPresent()) {
      return new ValueBinary.Prim(primitive.get());
    }
    return switch (code) {
      case 0x72 ->
          new ValueBinary.Record(
              nonEmpty(
                  in.vector("fields", () -> named(in)),
                  "record type must have at least one field",
                  offset));
      case 0x71 ->
          new ValueBinary.Variant(
              nonEmpty(
                  in.vector("cases", () -> variantCase(in)),
                  "variant type must have at least one case",
                  offset));
      case 0x70 -> new ValueBinary.ListOf(reference(in));
      case 0x6f ->
          new ValueBinary.Tuple(
              nonEmpty(
                  in.vector("elements", () -> reference(in)),
                  "tuple type must have at least one type",
                  offset));
      case 0x6e -> flags(in, offset);
      case 0x6d ->
          new ValueBinary.Enum(
              nonEmpty(
                  in.vector("labels", () -> in.name("an enum label")),
                  "enum type must have at least one variant",
                  offset));
      case 0x6b -> new ValueBinary.Option(reference(in));
      case 0x6a -> new ValueBinary.Result(optional(in), optional(in));
      case 0x69 -> new ValueBinary.Own(in.index("type index"));
      case 0x68 -> new ValueBinary.Borrow(in.index("type index"));
      default -> throw gated(in, code, offset);
    };
  }

  /** Why any other code is refused: a gated type, or none at all. */
  private static InvalidComponent gated(ByteInput in, int code, int offset) {
    switch (code) {
      case 0x67 -> {
        reference(in);
        if (in.u32("the length of a fixed-length list") == 0) {
          return new InvalidComponent(
              Kind.INVALID, offset, "Fixed-length lists must have more than zero elements");
        }
        return Unsupported.feature("fixed-length lists", offset);
      }
      case 0x66 -> {
        if (optional(in).equals(Optional.of(new ValueRef.Prim(Primitive.CHAR)))) {
          return new InvalidComponent(
              Kind.INVALID,
              offset,
              "`stream<char>` is not valid at this time; make it a `stream<u8>` in an encoding");
        }
        return Unsupported.async("stream types", offset);
      }
      case 0x65 -> {
        optional(in);
        return Unsupported.async("future types", offset);
      }
      case ERROR_CONTEXT -> {
        return errorContext(offset);
      }
      case 0x63 -> {
        reference(in);
        reference(in);
        return Unsupported.feature("map types", offset);
      }
      default -> {
        return ByteInput.leadingByte(code, DEFINED, offset);
      }
    }
  }

  private static InvalidComponent errorContext(int offset) {
    return Unsupported.feature("error-context types of " + Unsupported.ERROR_CONTEXT, offset);
  }

  private static ValueBinary flags(ByteInput in, int offset) {
    List<String> labels =
        nonEmpty(
            in.vector("labels", () -> in.name("a flag label")),
            "flags must have at least one entry",
            offset);
    if (labels.size() > ComponentLimits.FLAGS) {
      throw new InvalidComponent(
          Kind.INVALID,
          offset,
          "cannot have more than " + ComponentLimits.FLAGS + " flags, found " + labels.size());
    }
    return new ValueBinary.Flags(labels);
  }

  private static <T> List<T> nonEmpty(List<T> entries, String rule, int offset) {
    if (entries.isEmpty()) {
      throw new InvalidComponent(Kind.INVALID, offset, rule);
    }
    return entries;
  }

  private static CaseBinary variantCase(ByteInput in) {
    String name = in.name("a variant case");
    Optional<ValueRef> type = optional(in);
    in.expect(0x00, "zero byte required");
    return new CaseBinary(name, type);
  }

  /** {@code labelvaltype}. */
  static NamedBinary named(ByteInput in) {
    return new NamedBinary(in.name("a label"), reference(in));
  }

  private static Optional<ValueRef> optional(ByteInput in) {
    return in.optional("optional component value type")
        ? Optional.of(reference(in))
        : Optional.empty();
  }

  /** {@code valtype}. */
  static ValueRef reference(ByteInput in) {
    int offset = in.position();
    long code = in.s33("a value type");
    if (code >= 0) {
      if (code > Integer.MAX_VALUE) {
        throw new InvalidComponent(Kind.INVALID, offset, "type index out of bounds: " + code);
      }
      return new ValueRef.Index((int) code);
    }
    int single = (int) (code & 0x7f);
    if (code >= -64 && single == ERROR_CONTEXT) {
      throw errorContext(offset);
    }
    return new ValueRef.Prim(
        primitive(code < -64 ? 0 : single)
            .orElseThrow(() -> ByteInput.leadingByte(single, DEFINED, offset)));
  }

  private static Optional<Primitive> primitive(int code) {
    // 0x7f is bool and the codes go down in the order of the enum.
    int ordinal = 0x7f - code;
    Primitive[] all = Primitive.values();
    return ordinal >= 0 && ordinal < all.length ? Optional.of(all[ordinal]) : Optional.empty();
  }
}
