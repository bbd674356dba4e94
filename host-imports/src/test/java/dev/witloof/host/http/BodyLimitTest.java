package dev.witloof.host.http;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.witloof.component.value.VariantValue;
import dev.witloof.host.HostMemory;
import dev.witloof.host.io.OutputStream;
import dev.witloof.host.io.StreamFailure;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** What bodies may come to, in all and at a time. */
class BodyLimitTest {
  private final AtomicInteger givenUp = new AtomicInteger();

  private ArrivingBody arriving() {
    return new ArrivingBody(() -> {}, givenUp::incrementAndGet);
  }

  private static ByteBuffer bytes(int length) {
    return ByteBuffer.allocate(length);
  }

  @Test
  void aResponseThatIsTooLongFails() throws Exception {
    ArrivingBody arriving = arriving();
    BoundedBody body = new BoundedBody(arriving, 10);
    arriving.arrived(bytes(10));
    assertEquals(10, body.read(100).orElseThrow().length);
    assertEquals(0, body.read(100).orElseThrow().length);
    arriving.arrived(bytes(1));
    HttpFailure tooLong = assertThrows(HttpFailure.class, () -> body.read(100));
    assertEquals(VariantValue.of("HTTP-response-body-size", Optional.of(10L)), tooLong.code());
    assertEquals(1, givenUp.get());
  }

  @Test
  void aResponseThatIsAsLongAsItMayBeEndsWell() throws Exception {
    ArrivingBody arriving = arriving();
    BoundedBody body = new BoundedBody(arriving, 10);
    arriving.arrived(bytes(10));
    arriving.ended(List.of());
    assertEquals(4, body.read(4).orElseThrow().length);
    assertEquals(6, body.read(7).orElseThrow().length);
    assertEquals(Optional.empty(), body.read(1));
    assertEquals(0, givenUp.get());
  }

  @Test
  void aServerThatIgnoresTheWindowFails() throws Exception {
    ArrivingBody body = arriving();
    body.arrived(bytes(2 * Reactor.WINDOW));
    assertThrows(IOException.class, () -> body.arrived(bytes(1)));
  }

  @Test
  void capacityIsWhatHasBeenRead() throws Exception {
    List<Integer> increments = new ArrayList<>();
    ArrivingBody body = arriving();
    body.arrived(bytes(Reactor.WINDOW));
    body.read(1_000);
    body.capacity(increments::add);
    assertEquals(List.of(1_000), increments);
    body.read(100);
    assertEquals(List.of(1_000), increments);
    body.read(Reactor.WINDOW);
    assertEquals(List.of(1_000, Reactor.WINDOW - 1_000), increments);
  }

  @Test
  void bytesThatCameInPartsAreReadTogether() throws Exception {
    ArrivingBody body = arriving();
    body.arrived(ByteBuffer.wrap(new byte[] {1, 2}));
    body.arrived(ByteBuffer.wrap(new byte[] {3, 4, 5}));
    assertArrayEquals(new byte[] {1, 2, 3, 4}, body.read(4).orElseThrow());
    assertArrayEquals(new byte[] {5}, body.read(4).orElseThrow());
    assertArrayEquals(new byte[0], body.read(4).orElseThrow());
    body.ended(List.of());
    assertEquals(Optional.empty(), body.read(4));
  }

  @Test
  void whatCannotBeToldOfCapacityEndsTheExchange() throws Exception {
    ArrivingBody body = arriving();
    body.capacity(
        increment -> {
          throw new IOException("closed");
        });
    body.arrived(bytes(10));
    assertEquals(10, body.read(10).orElseThrow().length);
    assertEquals(1, givenUp.get());
    assertThrows(HttpFailure.class, () -> body.read(10));
  }

  @Test
  void aRequestThatIsTooLongFails() throws Exception {
    HostMemory memory = new HostMemory();
    OutgoingBody body = new OutgoingBody(memory, () -> {}, Optional.empty(), 10);
    OutputStream stream = body.stream().orElseThrow();
    stream.write(new byte[10]);
    assertThrows(StreamFailure.class, () -> stream.write(new byte[1]));
    assertEquals(
        VariantValue.of("HTTP-request-body-size", Optional.of(11L)),
        body.failure().orElseThrow().code());
    assertEquals(0, memory.used());
  }
}
