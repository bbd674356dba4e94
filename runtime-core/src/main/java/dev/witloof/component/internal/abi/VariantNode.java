package dev.witloof.component.internal.abi;

import dev.witloof.engine.LiftedBytes;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** variant, option and result. */
final class VariantNode extends ValueNode {
  private final @Nullable ValueNode[] payloads;
  private final VariantForm form;
  private final int discriminantWidth;
  private final int payloadOffset;

  VariantNode(VariantForm form, List<Optional<ValueNode>> payloads) {
    this(form, payloads, Layout.of(payloads));
  }

  private VariantNode(VariantForm form, List<Optional<ValueNode>> payloads, Layout layout) {
    super(
        layout.size,
        layout.alignment,
        layout.flatCount,
        LiftedBytes.VARIANT + layout.hostBytes,
        layout.mayOwn);
    this.form = form;
    this.payloads = payloads.stream().map(node -> node.orElse(null)).toArray(ValueNode[]::new);
    this.discriminantWidth = layout.discriminantWidth;
    this.payloadOffset = layout.payloadOffset;
  }

  private record Layout(
      int discriminantWidth,
      int payloadOffset,
      int size,
      int alignment,
      int flatCount,
      long hostBytes,
      boolean mayOwn) {
    static Layout of(List<Optional<ValueNode>> payloads) {
      int width = Discriminant.width(payloads.size());
      int payloadSize = 0;
      int payloadAlignment = 1;
      int payloadFlat = 0;
      long host = 0;
      boolean owns = false;
      for (Optional<ValueNode> payload : payloads) {
        if (payload.isPresent()) {
          ValueNode node = payload.get();
          payloadSize = Math.max(payloadSize, node.size());
          payloadAlignment = Math.max(payloadAlignment, node.alignment());
          payloadFlat = Math.max(payloadFlat, node.flatCount());
          host = Math.max(host, node.hostBytes());
          owns |= node.mayOwn();
        }
      }
      int alignment = Math.max(width, payloadAlignment);
      int offset = alignTo(width, payloadAlignment);
      int size = alignTo(Math.addExact(offset, payloadSize), alignment);
      return new Layout(width, offset, size, alignment, 1 + payloadFlat, host, owns);
    }
  }

  @Override
  void visitOwned(Object value, OwnedVisitor visitor) {
    ValueNode payload = form.accepts(value) ? payloads[form.index(value)] : null;
    if (payload != null) {
      payload.owned(form.payload(value).orElse(null), visitor);
    }
  }

  @Override
  Object load(LiftLowerContext cx, long address) {
    int index =
        Discriminant.checked(
            ScalarNode.loadUnsigned(cx.memory(), address, discriminantWidth), payloads.length);
    ValueNode payload = payloads[index];
    return form.make(index, payload == null ? null : payload.load(cx, address + payloadOffset));
  }

  @Override
  void store(LiftLowerContext cx, Object value, long address) {
    int index = form.index(value);
    ScalarNode.storeLow(cx.memory(), address, index, discriminantWidth);
    ValueNode payload = payloads[index];
    Object content = content(payload, index, value);
    if (payload != null && content != null) {
      try {
        payload.store(cx, content, address + payloadOffset);
      } catch (ValueMismatch mismatch) {
        throw mismatch.in(form.label(index));
      }
    }
  }

  @Override
  Object liftFlat(LiftLowerContext cx, long[] flat, int at) {
    int index = Discriminant.checked(flat[at], payloads.length);
    ValueNode payload = payloads[index];
    return form.make(index, payload == null ? null : payload.liftFlat(cx, flat, at + 1));
  }

  /** Slots that the case does not fill are zero. */
  @Override
  void lowerFlat(LiftLowerContext cx, Object value, long[] flat, int at) {
    int index = form.index(value);
    Arrays.fill(flat, at, at + flatCount(), 0);
    flat[at] = index;
    ValueNode payload = payloads[index];
    Object content = content(payload, index, value);
    if (payload != null && content != null) {
      try {
        payload.lowerFlat(cx, content, flat, at + 1);
      } catch (ValueMismatch mismatch) {
        throw mismatch.in(form.label(index));
      }
    }
  }

  private @Nullable Object content(@Nullable ValueNode payload, int index, Object value) {
    Object content = form.payload(value).orElse(null);
    if ((payload == null) != (content == null)) {
      throw new ValueMismatch(
          form.label(index) + (payload == null ? " takes no payload" : " lacks its payload"));
    }
    return content;
  }
}
