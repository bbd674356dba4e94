package dev.witloof.host.io;

import dev.witloof.component.typed.WitError;
import dev.witloof.component.value.VariantValue;

/** A stream operation cannot go on: the stream is closed, or failed. */
public final class StreamFailure extends Exception implements WitError<VariantValue> {
  private static final long serialVersionUID = 1L;

  private final transient VariantValue streamError;

  private StreamFailure(String message, VariantValue streamError) {
    super(message);
    this.streamError = streamError;
  }

  /** The end of the stream. */
  public static StreamFailure closed() {
    return new StreamFailure("stream closed", VariantValue.of("closed"));
  }

  public static StreamFailure failed(IoError error) {
    return new StreamFailure(error.message(), VariantValue.of("last-operation-failed", error));
  }

  /** As the {@code stream-error} of wasi:io. */
  @Override
  public VariantValue error() {
    return streamError;
  }
}
