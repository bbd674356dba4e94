package dev.witloof.host.io;

import dev.witloof.component.typed.WitResource;

/** An {@code output-stream}. Used by the guest's thread only. */
@WitResource("output-stream")
public interface OutputStream extends AutoCloseable {
  /** Bytes that one write may have at present; 0 when it has to wait. Never blocks. */
  long permitted() throws StreamFailure;

  /** Takes bytes, not more than are permitted. */
  void write(byte[] bytes) throws StreamFailure;

  /** Ready when {@link #permitted} would give more than 0 or fail. */
  default Pollable writable() {
    return Pollable.always();
  }

  /** The guest dropped the stream. */
  @Override
  default void close() {}
}
