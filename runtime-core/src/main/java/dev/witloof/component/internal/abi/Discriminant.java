package dev.witloof.component.internal.abi;

import dev.witloof.component.AbiTrap;
import dev.witloof.component.AbiTrap.Rule;

/** The case number of a variant or enum. */
final class Discriminant {
  private Discriminant() {}

  /** Bytes in memory ({@code discriminant_type}). */
  static int width(int cases) {
    if (cases <= 1 << 8) {
      return 1;
    }
    return cases <= 1 << 16 ? 2 : 4;
  }

  /** The case number in the low 32 bits; traps when there is no such case. */
  static int checked(long bits, int cases) {
    long number = bits & 0xFFFF_FFFFL;
    if (number >= cases) {
      throw new AbiTrap(Rule.INVALID_DISCRIMINANT, number, cases);
    }
    return (int) number;
  }
}
