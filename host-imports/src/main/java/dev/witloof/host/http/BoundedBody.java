package dev.witloof.host.http;

import dev.witloof.component.value.VariantValue;
import java.util.List;
import java.util.Optional;

/**
 * A body that fails when more than so many bytes of it are read, wherever it comes from. The guest
 * that wants more asks for ranges.
 */
final class BoundedBody implements ResponseBody {
  private final ResponseBody body;
  private final long maxBytes;
  private long left;

  BoundedBody(ResponseBody body, long maxBytes) {
    this.body = body;
    this.maxBytes = maxBytes;
    this.left = maxBytes;
  }

  @Override
  public Optional<byte[]> read(int max) throws HttpFailure {
    // One byte too many tells that there is more.
    Optional<byte[]> part = body.read((int) Math.min(max, left + 1));
    int length = part.map(bytes -> bytes.length).orElse(0);
    if (length > left) {
      body.close();
      throw new HttpFailure(
          VariantValue.of("HTTP-response-body-size", Optional.of(maxBytes)),
          "the body of the response is larger than the %d bytes of http-response-body"
              .formatted(maxBytes));
    }
    left -= length;
    return part;
  }

  @Override
  public boolean readable() {
    return body.readable();
  }

  @Override
  public List<Fields.Entry> trailers() {
    return body.trailers();
  }

  @Override
  public void close() {
    body.close();
  }
}
