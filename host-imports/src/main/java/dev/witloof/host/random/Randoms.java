package dev.witloof.host.random;

import dev.witloof.component.HostCall;
import dev.witloof.component.typed.WitInterface;
import dev.witloof.engine.Trap;
import java.security.SecureRandom;
import java.util.Map;

/** {@code wasi:random}: the insecure variants are as good as the secure one. */
public final class Randoms {
  /** Bytes that one call may ask for. */
  static final int MAX_BYTES = 64 << 10;

  private static final SecureRandom RANDOM = new SecureRandom();

  static {
    // Its first number takes classes that fail for good if the guest has left them no stack.
    RANDOM.nextLong();
  }

  private Randoms() {}

  /** Has the generator ready before any guest runs. */
  private abstract static class Generator {
    private final SecureRandom random = RANDOM;

    final long number() {
      return random.nextLong();
    }
  }

  /** {@code wasi:random/random}. */
  @WitInterface("wasi:random/random@0.2.0")
  public static final class Secure extends Generator {
    byte[] getRandomBytes(HostCall call, long count) {
      return bytes(call, count);
    }

    long getRandomU64() {
      return number();
    }
  }

  /** {@code wasi:random/insecure}. */
  @WitInterface("wasi:random/insecure@0.2.0")
  public static final class Insecure extends Generator {
    byte[] getInsecureRandomBytes(HostCall call, long count) {
      return bytes(call, count);
    }

    long getInsecureRandomU64() {
      return number();
    }
  }

  /** {@code wasi:random/insecure-seed}. */
  @WitInterface("wasi:random/insecure-seed@0.2.0")
  public static final class InsecureSeed extends Generator {
    Map.Entry<Long, Long> insecureSeed() {
      return Map.entry(number(), number());
    }
  }

  private static byte[] bytes(HostCall call, long count) {
    if (count < 0 || count > MAX_BYTES) {
      throw new Trap(
          Trap.Kind.HOST,
          "wasi:random: %s bytes were asked for; one call gives at most %d"
              .formatted(Long.toUnsignedString(count), MAX_BYTES));
    }
    call.store().burn(count);
    byte[] bytes = new byte[(int) count];
    RANDOM.nextBytes(bytes);
    return bytes;
  }
}
