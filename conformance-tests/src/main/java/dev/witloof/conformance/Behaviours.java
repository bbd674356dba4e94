package dev.witloof.conformance;

import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/**
 * Which behaviours a connector declares. Immutable.
 *
 * <pre>{@code
 * Behaviours.all().without(Behaviour.NESTED_TYPES).without(Behaviour.RESUMABLE)
 * }</pre>
 */
public final class Behaviours {
  private static final Behaviours ALL = new Behaviours(Map.of());

  private final Map<Behaviour, Boolean> declared;

  private Behaviours(Map<Behaviour, Boolean> declared) {
    this.declared = declared;
  }

  /** All of them. */
  public static Behaviours all() {
    return ALL;
  }

  /** These, and the behaviour is there. */
  public Behaviours with(Behaviour behaviour) {
    return and(behaviour, true);
  }

  /** These, but the behaviour is absent, and so are those that it is a parent of. */
  public Behaviours without(Behaviour behaviour) {
    return and(behaviour, false);
  }

  private Behaviours and(Behaviour behaviour, boolean there) {
    Map<Behaviour, Boolean> more = new EnumMap<>(Behaviour.class);
    more.putAll(declared);
    more.put(behaviour, there);
    return new Behaviours(more);
  }

  /** Whether the behaviour must be there; it must be absent if not. */
  public boolean declares(Behaviour behaviour) {
    Optional<Behaviour> parent = behaviour.parent();
    return declared.getOrDefault(behaviour, true) && (parent.isEmpty() || declares(parent.get()));
  }
}
