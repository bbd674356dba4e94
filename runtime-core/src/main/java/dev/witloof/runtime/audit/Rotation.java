package dev.witloof.runtime.audit;

/**
 * How much of an audit trail is kept on disk.
 *
 * @param maxBytes size at which a file is put aside and another begun; at least 64 KiB
 * @param files how many there are at most, the one that is written among them; at least 1
 */
public record Rotation(long maxBytes, int files) {
  /** Ten files of 64 MiB. */
  public static final Rotation DEFAULT = new Rotation(64L << 20, 10);

  private static final long LEAST_BYTES = 64 << 10;

  public Rotation {
    if (maxBytes < LEAST_BYTES || files < 1) {
      throw new IllegalArgumentException(
          "an audit trail has at least 1 file of at least %d bytes, not %d of %d"
              .formatted(LEAST_BYTES, files, maxBytes));
    }
  }
}
