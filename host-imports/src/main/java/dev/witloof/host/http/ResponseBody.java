package dev.witloof.host.http;

import java.util.List;
import java.util.Optional;

/** The body of a response as it arrives. */
interface ResponseBody {
  /** Up to {@code max} bytes; an empty array when none is there yet, empty at the end. */
  Optional<byte[]> read(int max) throws HttpFailure;

  /** Whether {@link #read} would give bytes, the end or a failure. */
  boolean readable();

  /** The fields after the body; empty before its end, and when there are none. */
  List<Fields.Entry> trailers();

  /** Gives up what is not read. */
  void close();
}
