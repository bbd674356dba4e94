package dev.witloof.host.random;

import dev.witloof.component.HostCall;
import dev.witloof.component.typed.WitInterface;
import dev.witloof.engine.HostFuel;
import dev.witloof.engine.Trap;
import dev.witloof.host.WasiState;
import dev.witloof.runtime.Capability;
import java.util.Map;

/** {@code wasi:random}: the insecure variants are as good as the secure one. */
public final class Randoms {
  /** Bytes that one call may ask for. */
  static final int MAX_BYTES = 64 << 10;

  private Randoms() {}

  /** {@code wasi:random/random}. */
  @WitInterface("wasi:random/random@0.2.0")
  public static final class Secure {
    byte[] getRandomBytes(HostCall call, long count) {
      return bytes(call, count);
    }

    long getRandomU64(HostCall call) {
      return number(call);
    }
  }

  /** {@code wasi:random/insecure}. */
  @WitInterface("wasi:random/insecure@0.2.0")
  public static final class Insecure {
    byte[] getInsecureRandomBytes(HostCall call, long count) {
      return bytes(call, count);
    }

    long getInsecureRandomU64(HostCall call) {
      return number(call);
    }
  }

  /** {@code wasi:random/insecure-seed}. */
  @WitInterface("wasi:random/insecure-seed@0.2.0")
  public static final class InsecureSeed {
    Map.Entry<Long, Long> insecureSeed(HostCall call) {
      return Map.entry(number(call), number(call));
    }
  }

  private static long number(HostCall call) {
    return random(call).number();
  }

  private static byte[] bytes(HostCall call, long count) {
    if (count < 0 || count > MAX_BYTES) {
      throw new Trap(
          Trap.Kind.HOST,
          "wasi:random: %s bytes were asked for; one call gives at most %d"
              .formatted(Long.toUnsignedString(count), MAX_BYTES));
    }
    call.store().burn(count * HostFuel.RANDOM_BYTE);
    return random(call).bytes((int) count);
  }

  private static GuestRandom random(HostCall call) {
    WasiState state = WasiState.of(call);
    state.capabilities().used(Capability.RANDOM);
    return state.random();
  }
}
