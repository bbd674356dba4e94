package dev.witloof.engine;

/** A limit of the store was hit; the instance must not be used again. */
public final class LimitExceeded extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** The limits a store and the layers above it enforce, with their units. */
  public enum Limit {
    MEMORY("bytes"),
    FUEL("units"),
    DEADLINE("ms"),
    CANCELLED("ms"),
    LIFTED_BYTES("bytes"),
    HANDLES("handles"),
    HTTP_IN_FLIGHT("requests");

    private final String unit;

    Limit(String unit) {
      this.unit = unit;
    }

    public String unit() {
      return unit;
    }
  }

  private final Limit limit;
  private final long budget;
  private final long used;

  public LimitExceeded(Limit limit, long budget, long used) {
    super(
        limit.name().toLowerCase(java.util.Locale.ROOT).replace('_', ' ')
            + " limit exceeded: "
            + used
            + " of "
            + budget
            + " "
            + limit.unit());
    this.limit = limit;
    this.budget = budget;
    this.used = used;
  }

  public Limit limit() {
    return limit;
  }

  public long budget() {
    return budget;
  }

  public long used() {
    return used;
  }
}
