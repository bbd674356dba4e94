package dev.witloof.host.io;

/**
 * An {@code output-stream} that takes what it is given at once. Used by the guest's thread only.
 */
public interface OutputStream {
  /** Bytes that one write may have at present; 0 is not used, as no write has to wait. */
  long permitted() throws StreamFailure;

  void write(byte[] bytes) throws StreamFailure;

  /** The guest dropped the stream. */
  default void close() {}
}
