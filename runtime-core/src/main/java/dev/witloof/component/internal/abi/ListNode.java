package dev.witloof.component.internal.abi;

import dev.witloof.component.AbiTrap;
import dev.witloof.component.AbiTrap.Rule;
import dev.witloof.engine.LiftedBytes;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** A list of anything but u8. */
final class ListNode extends RangeNode {
  private final ValueNode element;

  ListNode(ValueNode element) {
    super(LiftedBytes.LIST, element.mayOwn());
    this.element = element;
  }

  @Override
  void visitOwned(Object value, OwnedVisitor visitor) {
    if (value instanceof List<?> values) {
      values.forEach(one -> element.owned(one, visitor));
    }
  }

  @Override
  Object liftRange(LiftLowerContext cx, long address, long length) {
    int stride = element.size();
    checkRange(cx, address, length, stride, element.alignment());
    cx.meter().lifted(length * (LiftedBytes.SLOT + element.hostBytes()));
    List<Object> values = new ArrayList<>((int) length);
    for (int i = 0; i < length; i++) {
      lookAtTheClock(cx, i);
      values.add(element.load(cx, address + (long) i * stride));
    }
    return Collections.unmodifiableList(values);
  }

  private static void lookAtTheClock(LiftLowerContext cx, int index) {
    if (index % TransferMeter.ELEMENTS_PER_LOOK == 0) {
      cx.meter().checkDeadline();
    }
  }

  static void checkRange(
      LiftLowerContext cx, long address, long length, long stride, long alignment) {
    long bytes = length * stride;
    // Strides are below 2^31 and lengths below 2^32, so the product fits.
    if (bytes > MAX_BYTES) {
      throw new AbiTrap(Rule.LIST_TOO_LONG, length, stride, MAX_BYTES);
    }
    if (address % alignment != 0) {
      throw new AbiTrap(Rule.LIST_MISALIGNED, address, alignment);
    }
    if (!cx.inBounds(address, bytes)) {
      throw new AbiTrap(Rule.LIST_OUT_OF_BOUNDS, address, bytes, cx.memory().size());
    }
  }

  @Override
  Range lowerRange(LiftLowerContext cx, Object value) {
    if (!(value instanceof List<?> values)) {
      throw ValueMismatch.expected("list (List)", value);
    }
    long stride = element.size();
    long bytes = values.size() * stride;
    if (bytes > MAX_BYTES) {
      throw new ValueMismatch(
          "a list of " + values.size() + " elements of " + stride + " bytes is too long");
    }
    long address = cx.allocate(Allocation.LIST, element.alignment(), bytes);
    long at = address;
    int index = 0;
    for (Object one : values) {
      lookAtTheClock(cx, index);
      try {
        element.store(cx, one, at);
      } catch (ValueMismatch mismatch) {
        throw mismatch.in("element " + index);
      }
      at += stride;
      index++;
    }
    return new Range(address, values.size());
  }
}
