package dev.witloof.component.internal.abi;

import dev.witloof.component.type.ExternType;
import dev.witloof.component.type.ValueType;
import dev.witloof.component.type.ValueType.Primitive;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Makes the nodes of types, one for each type object. Confined to one thread; nodes are shared. */
public final class NodeFactory {
  private final Map<ValueType, ValueNode> nodes = new IdentityHashMap<>();

  /**
   * The shape of a function.
   *
   * @param name for messages
   */
  public FunctionShape shape(String name, ExternType.Func type) {
    return new FunctionShape(
        name,
        type.params().stream().map(param -> "parameter " + param.name()).toList(),
        new Fields(type.params().stream().map(param -> node(param.type())).toList()),
        type.result().map(this::node));
  }

  ValueNode node(ValueType type) {
    ValueNode known = nodes.get(type);
    if (known == null) {
      known = make(type);
      nodes.put(type, known);
    }
    return known;
  }

  private ValueNode make(ValueType type) {
    if (type instanceof Primitive primitive) {
      return primitive(primitive);
    } else if (type instanceof ValueType.ListOf list) {
      return list.element() == Primitive.U8
          ? new ByteListNode()
          : new ListNode(node(list.element()));
    } else if (type instanceof ValueType.RecordOf record) {
      return new RecordNode(
          record.fields().stream().map(ValueType.Named::name).toList(),
          record.fields().stream().map(field -> node(field.type())).toList());
    } else if (type instanceof ValueType.TupleOf tuple) {
      return new TupleNode(tuple.elements().stream().map(this::node).toList());
    } else if (type instanceof ValueType.VariantOf variant) {
      return new VariantNode(
          new VariantForm.Labelled(variant.cases().stream().map(ValueType.Case::name).toList()),
          variant.cases().stream().map(one -> one.payload().map(this::node)).toList());
    } else if (type instanceof ValueType.EnumOf labels) {
      return new EnumNode(labels.labels());
    } else if (type instanceof ValueType.FlagsOf labels) {
      return new FlagsNode(labels.labels());
    } else if (type instanceof ValueType.OptionOf option) {
      return new VariantNode(
          new VariantForm.Option(), List.of(Optional.empty(), Optional.of(node(option.some()))));
    } else if (type instanceof ValueType.ResultOf result) {
      return new VariantNode(
          new VariantForm.Result(),
          List.of(result.ok().map(this::node), result.error().map(this::node)));
    } else if (type instanceof ValueType.Own own) {
      return new HandleNode(own.resource(), true);
    }
    return new HandleNode(((ValueType.Borrow) type).resource(), false);
  }

  private static ValueNode primitive(Primitive type) {
    return switch (type) {
      case BOOL -> new BoolNode();
      case S8 -> new IntegerNode("s8", 8, true);
      case U8 -> new IntegerNode("u8", 8, false);
      case S16 -> new IntegerNode("s16", 16, true);
      case U16 -> new IntegerNode("u16", 16, false);
      case S32 -> new IntegerNode("s32", 32, true);
      case U32 -> new IntegerNode("u32", 32, false);
      case S64 -> new IntegerNode("s64", 64, true);
      case U64 -> new IntegerNode("u64", 64, false);
      case F32 -> new FloatNode(false);
      case F64 -> new FloatNode(true);
      case CHAR -> new CharNode();
      case STRING -> new StringNode();
    };
  }
}
