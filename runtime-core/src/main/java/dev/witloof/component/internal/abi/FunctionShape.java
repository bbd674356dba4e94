package dev.witloof.component.internal.abi;

import dev.witloof.component.AbiTrap;
import dev.witloof.component.AbiTrap.Rule;
import dev.witloof.component.type.Flattening;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Lifting and lowering of one function's parameters and result (CanonicalABI.md, "Lifting and
 * Lowering Values"). Immutable; shared by threads.
 */
public final class FunctionShape {
  private static final long[] NOTHING = {};

  private final String name;
  private final List<String> parameterNames;
  private final Fields parameters;
  private final Optional<ValueNode> result;
  private final boolean parametersSpill;
  private final boolean resultSpills;

  FunctionShape(
      String name, List<String> parameterNames, Fields parameters, Optional<ValueNode> result) {
    this.name = name;
    this.parameterNames = parameterNames;
    this.parameters = parameters;
    this.result = result;
    this.parametersSpill = parameters.flatCount() > Flattening.MAX_FLAT_PARAMS;
    this.resultSpills =
        result.isPresent() && result.get().flatCount() > Flattening.MAX_FLAT_RESULTS;
  }

  /** The function's name, for messages. */
  public String name() {
    return name;
  }

  /**
   * Checks the number of arguments.
   *
   * @throws IllegalArgumentException when it is wrong
   */
  public void checkCount(Object[] arguments) {
    if (arguments.length != parameters.count()) {
      throw new IllegalArgumentException(
          "%s takes %d arguments, not %d".formatted(name, parameters.count(), arguments.length));
    }
  }

  /** The core arguments of a call into the guest. */
  public long[] lowerArguments(LiftLowerContext cx, Object[] arguments) {
    if (parametersSpill) {
      long address = cx.allocate(Allocation.PARAMETERS, parameters.alignment(), parameters.size());
      parameters.store(cx, arguments, address, parameterNames);
      long[] flat = cx.flat(1);
      flat[0] = address;
      return flat;
    }
    if (parameters.count() == 0) {
      return NOTHING;
    }
    long[] flat = cx.flat(parameters.flatCount());
    parameters.lowerFlat(cx, arguments, flat, 0, parameterNames);
    return flat;
  }

  /** The result of a call into the guest; null when the function has none. */
  public @Nullable Object liftResult(LiftLowerContext cx, long[] coreResults) {
    if (result.isEmpty()) {
      return null;
    }
    ValueNode node = result.get();
    if (!resultSpills) {
      return node.liftFlat(cx, coreResults, 0);
    }
    return node.load(cx, Pointer.RESULT.checked(cx, coreResults[0], node.size(), node.alignment()));
  }

  /** The arguments of a call out of the guest. */
  public Object[] liftArguments(LiftLowerContext cx, long[] coreArguments) {
    if (!parametersSpill) {
      return parameters.liftFlat(cx, coreArguments, 0);
    }
    long address =
        Pointer.PARAMETERS.checked(cx, coreArguments[0], parameters.size(), parameters.alignment());
    return parameters.load(cx, address);
  }

  /**
   * The core results of a call out of the guest.
   *
   * @param value null when the function has no result
   * @throws ValueMismatch when the value does not fit the type
   */
  public long[] lowerResult(LiftLowerContext cx, @Nullable Object value, long[] coreArguments) {
    if (result.isEmpty()) {
      if (value != null) {
        throw new ValueMismatch("a result, though the function has none");
      }
      return NOTHING;
    }
    if (value == null) {
      throw new ValueMismatch("result: null");
    }
    try {
      return lowerResult(cx, result.get(), value, coreArguments);
    } catch (ValueMismatch mismatch) {
      throw mismatch.in("result");
    }
  }

  private long[] lowerResult(
      LiftLowerContext cx, ValueNode node, Object value, long[] coreArguments) {
    if (!resultSpills) {
      long[] flat = cx.flat(node.flatCount());
      node.lowerFlat(cx, value, flat, 0);
      return flat;
    }
    // The caller passes the place for a large result as its last argument.
    long pointer = coreArguments[coreArguments.length - 1];
    long address = Pointer.RETURN.checked(cx, pointer, node.size(), node.alignment());
    node.store(cx, value, address);
    return NOTHING;
  }

  /** Shows the owned resources in arguments that the host gave, whether they fit or not. */
  public void ownedArguments(Object[] arguments, OwnedVisitor visitor) {
    parameters.owned(arguments, visitor);
  }

  /** Shows the owned resources in a result that the host gave, whether it fits or not. */
  public void ownedResult(@Nullable Object value, OwnedVisitor visitor) {
    result.ifPresent(node -> node.owned(value, visitor));
  }

  /** A guest's pointer to values that do not travel flat, and the rules it can break. */
  private enum Pointer {
    PARAMETERS(Rule.PARAMETERS_MISALIGNED, Rule.PARAMETERS_OUT_OF_BOUNDS),
    RESULT(Rule.RESULT_MISALIGNED, Rule.RESULT_OUT_OF_BOUNDS),
    RETURN(Rule.RETURN_POINTER_MISALIGNED, Rule.RETURN_POINTER_OUT_OF_BOUNDS);

    private final Rule misaligned;
    private final Rule outOfBounds;

    Pointer(Rule misaligned, Rule outOfBounds) {
      this.misaligned = misaligned;
      this.outOfBounds = outOfBounds;
    }

    long checked(LiftLowerContext cx, long pointer, long size, long alignment) {
      long address = pointer & 0xFFFF_FFFFL;
      if (address % alignment != 0) {
        throw new AbiTrap(misaligned, address, alignment);
      }
      if (!cx.inBounds(address, size)) {
        throw new AbiTrap(outOfBounds, address, size, cx.memory().size());
      }
      return address;
    }
  }
}
