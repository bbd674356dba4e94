package dev.witloof.host.random;

import java.security.SecureRandom;
import java.util.OptionalLong;
import java.util.Random;

/** The random numbers of one component instance. Confined to the guest's thread. */
public final class GuestRandom {
  private static final SecureRandom SECURE = new SecureRandom();

  static {
    // Its first number takes classes that fail for good if the guest has left them no stack.
    SECURE.nextLong();
  }

  private final Random numbers;

  /**
   * @param seed the same one gives the same numbers, on every Java; empty for secure ones
   */
  public GuestRandom(OptionalLong seed) {
    // The algorithm of Random is part of its contract.
    numbers = seed.isPresent() ? new Random(seed.getAsLong()) : SECURE;
  }

  long number() {
    return numbers.nextLong();
  }

  byte[] bytes(int count) {
    byte[] bytes = new byte[count];
    numbers.nextBytes(bytes);
    return bytes;
  }
}
