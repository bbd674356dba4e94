package dev.witloof.host.io;

import dev.witloof.component.typed.WitResource;

/** An {@code input-stream}. Used by the guest's thread only. */
@WitResource("input-stream")
public interface InputStream extends AutoCloseable {
  /** Up to {@code max} bytes that are there; empty when there are none yet. Never blocks. */
  byte[] read(int max) throws StreamFailure;

  /** Ready when {@link #read} would give bytes or fail. */
  Pollable readable();

  /** The guest dropped the stream. */
  @Override
  default void close() {}

  /** A stream at its end. */
  static InputStream closed() {
    return new InputStream() {
      @Override
      public byte[] read(int max) throws StreamFailure {
        throw StreamFailure.closed();
      }

      @Override
      public Pollable readable() {
        return Pollable.always();
      }
    };
  }
}
