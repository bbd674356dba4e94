package dev.witloof.component.internal.abi;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** A list of anything but u8. */
final class ListNode extends RangeNode {
  private static final long LIST = 40;

  /** The slot of an element in the list's array, with room to spare. */
  private static final long SLOT = 8;

  private final ValueNode element;

  ListNode(ValueNode element) {
    super(LIST);
    this.element = element;
  }

  @Override
  Object liftRange(LiftLowerContext cx, long address, long length) {
    int stride = element.size();
    checkRange(cx, address, length, stride, element.alignment());
    cx.meter().lifted(length * (SLOT + element.hostBytes()));
    List<Object> values = new ArrayList<>((int) length);
    for (long at = address, end = address + length * stride; at < end; at += stride) {
      values.add(element.load(cx, at));
    }
    return Collections.unmodifiableList(values);
  }

  static void checkRange(
      LiftLowerContext cx, long address, long length, long stride, long alignment) {
    long bytes = length * stride;
    // Strides are below 2^31 and lengths below 2^32, so the product fits.
    if (bytes > MAX_BYTES) {
      throw AbiTrap.LIST_TOO_LONG.with(length, stride, MAX_BYTES);
    }
    if (address % alignment != 0) {
      throw AbiTrap.LIST_MISALIGNED.with(address, alignment);
    }
    if (!cx.inBounds(address, bytes)) {
      throw AbiTrap.LIST_OUT_OF_BOUNDS.with(address, bytes, cx.memory().size());
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
    long address = cx.allocate(element.alignment(), bytes);
    long at = address;
    int index = 0;
    for (Object one : values) {
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
