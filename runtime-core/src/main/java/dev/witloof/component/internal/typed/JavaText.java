package dev.witloof.component.internal.typed;

import dev.witloof.component.type.ExternType;
import dev.witloof.component.type.ValueType;
import dev.witloof.component.type.ValueType.Primitive;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** The Java source that a WIT type asks for: what a message tells to write. */
final class JavaText {
  private static final Map<String, String> BOXES =
      Map.of(
          "int", "Integer",
          "long", "Long",
          "boolean", "Boolean",
          "float", "Float",
          "double", "Double");

  private final WitText names;
  private final Map<String, String> definitions = new LinkedHashMap<>();

  private JavaText(WitText names) {
    this.names = names;
  }

  /** A method, and the types that it needs. */
  static String method(WitText names, String function, ExternType.Func type) {
    JavaText text = new JavaText(names);
    String method = text.method(FunctionName.parse(function), type);
    return method
        + text.definitions.values().stream().map(line -> "\n" + line).collect(Collectors.joining());
  }

  /** What a type is in Java, in few words. */
  static String brief(WitText names, ValueType type) {
    JavaText text = new JavaText(names);
    String java = text.of(type);
    String definition = text.definitions.get(java);
    String also =
        type instanceof Primitive primitive
            ? switch (primitive) {
              case S8, U8 -> " or byte";
              case S16, U16 -> " or short";
              case U32 -> " or int";
              default -> "";
            }
            : "";
    return definition == null ? java + also : definition;
  }

  private String method(FunctionName function, ExternType.Func type) {
    List<ValueType.Named> parameters =
        function.kind() == FunctionName.Kind.METHOD
            ? type.params().subList(1, type.params().size())
            : type.params();
    String list =
        parameters.stream()
            .map(one -> of(one.type()) + " " + Names.identifier(one.name()))
            .collect(Collectors.joining(", ", "(", ")"));
    String thrown = "";
    Optional<ValueType> result = type.result();
    if (result.isPresent() && result.get() instanceof ValueType.ResultOf answer) {
      thrown = " throws " + answer.error().map(this::exception).orElse("WitFailure");
      result = answer.ok();
    }
    String java = result.map(this::of).orElse("void");
    return switch (function.kind()) {
      case CONSTRUCTOR -> "the constructor " + java + list + thrown;
      case STATIC ->
          "static %s %s%s%s in the class of resource '%s'"
              .formatted(
                  java, Names.identifier(function.name()), list, thrown, function.resource());
      case METHOD ->
          "%s %s%s%s in the class of resource '%s'"
              .formatted(
                  java, Names.identifier(function.name()), list, thrown, function.resource());
      case FUNCTION -> java + " " + Names.identifier(function.name()) + list + thrown;
    };
  }

  private String exception(ValueType error) {
    String name = names.name(error).map(Names::pascal).orElse("My") + "Exception";
    definitions.put(
        name, "class " + name + " extends Exception implements WitError<" + boxed(error) + ">");
    return name;
  }

  private String of(ValueType type) {
    if (type instanceof Primitive primitive) {
      return switch (primitive) {
        case BOOL -> "boolean";
        case S8, U8, S16, U16, S32, CHAR -> "int";
        case U32, S64, U64 -> "long";
        case F32 -> "float";
        case F64 -> "double";
        case STRING -> "String";
      };
    } else if (type instanceof ValueType.ListOf list) {
      return list.element() == Primitive.U8 ? "byte[]" : "List<" + boxed(list.element()) + ">";
    } else if (type instanceof ValueType.OptionOf option) {
      return "Optional<" + boxed(option.some()) + ">";
    } else if (type instanceof ValueType.FlagsOf flags) {
      return "Set<" + constants(type, "Flag", flags.labels()) + ">";
    } else if (type instanceof ValueType.EnumOf labels) {
      return constants(type, "Label", labels.labels());
    } else if (type instanceof ValueType.RecordOf record) {
      return define(
          type, "MyRecord", name -> "record " + name + "(" + components(record.fields()) + ")");
    } else if (type instanceof ValueType.TupleOf tuple) {
      return tuple(tuple);
    } else if (type instanceof ValueType.VariantOf variant) {
      return cases(type, "MyVariant", variant.cases());
    } else if (type instanceof ValueType.ResultOf result) {
      return cases(
          type,
          "MyResult",
          List.of(
              new ValueType.Case("ok", result.ok()), new ValueType.Case("err", result.error())));
    }
    String resource =
        type instanceof ValueType.Own own
            ? own.resource().name()
            : ((ValueType.Borrow) type).resource().name();
    String name = Names.pascal(resource);
    definitions.put(name, "@WitResource(\"" + resource + "\") class " + name);
    return name;
  }

  private String boxed(ValueType type) {
    String java = of(type);
    return BOXES.getOrDefault(java, java);
  }

  private String tuple(ValueType.TupleOf tuple) {
    if (tuple.elements().size() == 2) {
      return "Map.Entry<%s, %s>"
          .formatted(boxed(tuple.elements().get(0)), boxed(tuple.elements().get(1)));
    }
    String elements =
        tuple.elements().stream().map(this::of).collect(Collectors.joining(" …, ", "(", " …)"));
    return define(tuple, "MyTuple", name -> "record " + name + elements);
  }

  private String components(List<ValueType.Named> fields) {
    return fields.stream()
        .map(field -> of(field.type()) + " " + Names.identifier(field.name()))
        .collect(Collectors.joining(", "));
  }

  private String constants(ValueType type, String otherwise, List<String> labels) {
    String constants = labels.stream().map(Names::constant).collect(Collectors.joining(", "));
    return define(type, otherwise, name -> "enum " + name + " { " + constants + " }");
  }

  private String cases(ValueType type, String otherwise, List<ValueType.Case> cases) {
    String records =
        cases.stream()
            .map(
                one ->
                    "record "
                        + Names.pascal(one.name())
                        + one.payload().map(payload -> "(" + of(payload) + " …)").orElse("()"))
            .collect(Collectors.joining("; "));
    return define(type, otherwise, name -> "sealed interface " + name + " of " + records);
  }

  /** A type of its own, by the name that WIT gives it. */
  private String define(ValueType type, String otherwise, UnaryOperator<String> definition) {
    String name = names.name(type).map(Names::pascal).orElse(otherwise);
    definitions.put(name, definition.apply(name));
    return name;
  }
}
