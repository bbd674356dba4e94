package dev.witloof.connector;

import java.util.Set;

/**
 * Whether a connector says that it gives the same for the same: {@code [determinism]} of its
 * manifest. Same means the configuration, the environment variables, the cursor and, for what it
 * {@code needs}, what the host answers. A host that freezes the clock, seeds random and replays
 * HTTP as needed can then repeat a run. The load report shows the declaration and warns where it
 * does not fit what the manifest asks for. Immutable.
 *
 * @param deterministic whether the same gives the same
 * @param needs what its results depend on; empty unless it is deterministic
 */
public record Determinism(boolean deterministic, Set<Need> needs) {

  public Determinism {
    needs = Set.copyOf(needs);
  }

  /** What results may depend on and the host can hold still. */
  public enum Need {
    CLOCK,
    RANDOM,
    HTTP
  }
}
