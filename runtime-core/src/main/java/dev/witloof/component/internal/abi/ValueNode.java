package dev.witloof.component.internal.abi;

import org.jspecify.annotations.Nullable;

/**
 * Lifting and lowering of one type. Sizes and offsets are computed once, when the component is
 * linked; a call walks the nodes.
 *
 * <p>Flat values lie in a {@code long[]} in the engine's representation: i32 and f32 in the low 32
 * bits, zero-extended when lowered. In that representation the joined core types of a variant's
 * cases need no conversion (CanonicalABI.md, {@code lift_flat_variant}): an f32 in an i64 slot is
 * the same bits.
 */
abstract class ValueNode {
  private final int size;
  private final int alignment;
  private final int flatCount;
  private final long hostBytes;
  private final boolean mayOwn;

  /**
   * @param size bytes in memory ({@code elem_size})
   * @param alignment in memory, a power of two
   * @param flatCount core values when flat
   * @param hostBytes what a lifted value takes of the Java heap, without the contents of strings
   *     and lists
   * @param mayOwn whether a value may have an {@code own} within it
   */
  ValueNode(int size, int alignment, int flatCount, long hostBytes, boolean mayOwn) {
    this.size = size;
    this.alignment = alignment;
    this.flatCount = flatCount;
    this.hostBytes = hostBytes;
    this.mayOwn = mayOwn;
  }

  final int size() {
    return size;
  }

  final int alignment() {
    return alignment;
  }

  final int flatCount() {
    return flatCount;
  }

  final long hostBytes() {
    return hostBytes;
  }

  final boolean mayOwn() {
    return mayOwn;
  }

  /**
   * Shows the owned resources in a value that the host gave. Where the value is not of the type
   * there is nothing to be seen: it is the mismatch itself that ended the lowering.
   */
  final void owned(@Nullable Object value, OwnedVisitor visitor) {
    if (mayOwn && value != null) {
      visitOwned(value, visitor);
    }
  }

  /** See {@link #owned}; called only if there may be any. */
  void visitOwned(Object value, OwnedVisitor visitor) {}

  /** Lifts the value at an address that is aligned and in bounds. */
  abstract Object load(LiftLowerContext cx, long address);

  /** Lowers the value to an address that is aligned and in bounds. */
  abstract void store(LiftLowerContext cx, Object value, long address);

  /** Lifts the value that is flat from {@code at} on. */
  abstract Object liftFlat(LiftLowerContext cx, long[] flat, int at);

  /** Lowers the value flat to {@code at} and on. */
  abstract void lowerFlat(LiftLowerContext cx, Object value, long[] flat, int at);

  static int alignTo(int offset, int alignment) {
    return Math.addExact(offset, alignment - 1) & -alignment;
  }
}
