package dev.witloof.host.random;

import dev.witloof.component.HostFunction;
import dev.witloof.component.HostInterface;
import dev.witloof.engine.Trap;
import java.security.SecureRandom;
import java.util.List;

/** {@code wasi:random}: the insecure variants are as good as the secure one. */
public final class Randoms {
  /** Bytes that one call may ask for. */
  static final int MAX_BYTES = 64 << 10;

  private static final SecureRandom RANDOM = new SecureRandom();

  private Randoms() {}

  public static HostInterface secure() {
    return HostInterface.builder("wasi:random/random@0.2.0")
        .function("get-random-bytes", bytes("get-random-bytes"))
        .function("get-random-u64", (call, args) -> RANDOM.nextLong())
        .build();
  }

  public static HostInterface insecure() {
    return HostInterface.builder("wasi:random/insecure@0.2.0")
        .function("get-insecure-random-bytes", bytes("get-insecure-random-bytes"))
        .function("get-insecure-random-u64", (call, args) -> RANDOM.nextLong())
        .build();
  }

  public static HostInterface insecureSeed() {
    return HostInterface.builder("wasi:random/insecure-seed@0.2.0")
        .function("insecure-seed", (call, args) -> List.of(RANDOM.nextLong(), RANDOM.nextLong()))
        .build();
  }

  private static HostFunction bytes(String function) {
    return (call, args) -> {
      long count = (Long) args[0];
      if (count < 0 || count > MAX_BYTES) {
        throw new Trap(
            Trap.Kind.HOST,
            "wasi:random: "
                + function
                + " of "
                + Long.toUnsignedString(count)
                + " bytes; one call gives at most "
                + MAX_BYTES);
      }
      call.store().burn(count);
      byte[] bytes = new byte[(int) count];
      RANDOM.nextBytes(bytes);
      return bytes;
    };
  }
}
