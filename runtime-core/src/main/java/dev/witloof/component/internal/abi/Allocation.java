package dev.witloof.component.internal.abi;

import dev.witloof.component.AbiTrap.Rule;

/** What a block of guest memory is allocated for, and the rules that the allocator can break. */
enum Allocation {
  STRING(Rule.STRING_REALLOC_MISALIGNED, Rule.STRING_REALLOC_OUT_OF_BOUNDS),
  LIST(Rule.LIST_REALLOC_MISALIGNED, Rule.LIST_REALLOC_OUT_OF_BOUNDS),
  PARAMETERS(Rule.PARAMETERS_REALLOC_MISALIGNED, Rule.PARAMETERS_REALLOC_OUT_OF_BOUNDS);

  private final Rule misaligned;
  private final Rule outOfBounds;

  Allocation(Rule misaligned, Rule outOfBounds) {
    this.misaligned = misaligned;
    this.outOfBounds = outOfBounds;
  }

  Rule misaligned() {
    return misaligned;
  }

  Rule outOfBounds() {
    return outOfBounds;
  }
}
