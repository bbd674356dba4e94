package dev.witloof.host.http;

import static dev.witloof.host.http.GuestHttp.error;
import static dev.witloof.host.http.GuestHttp.ok;
import static dev.witloof.host.http.GuestHttp.utf8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.witloof.component.HostInterface;
import dev.witloof.component.HostInterface.HostResource;
import dev.witloof.component.value.ResultValue;
import dev.witloof.engine.Trap;
import dev.witloof.host.io.InputStream;
import dev.witloof.host.io.OutputStream;
import dev.witloof.host.io.Pollable;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Every sentence of wasi:http 0.2 that says of a resource that it is a child, which must be dropped
 * before its parent is: what ends the parent early is a trap. Of a pollable wasi:io says that it
 * may be one; here it is none.
 */
class ChildrenTest {
  private static final HostInterface TYPES = HttpTypes.types();

  /** A parent that has a child, and what ends it. */
  enum Sentence {
    OUTGOING_BODY_DROP(
        guest -> guest.outgoingBody(guest.request("host.test", "/")),
        (guest, body) -> ok(guest.types("[method]outgoing-body.write", body)),
        (guest, body) -> drop("outgoing-body", body),
        "outgoing-body dropped while its child of type output-stream is alive"),
    OUTGOING_BODY_FINISH(
        guest -> guest.outgoingBody(guest.request("host.test", "/")),
        (guest, body) -> ok(guest.types("[method]outgoing-body.write", body)),
        (guest, body) -> guest.types("[static]outgoing-body.finish", body, Optional.empty()),
        "outgoing-body finished while its child of type output-stream is alive"),
    INCOMING_BODY_DROP(
        ChildrenTest::body,
        (guest, body) -> ok(guest.types("[method]incoming-body.stream", body)),
        (guest, body) -> drop("incoming-body", body),
        "incoming-body dropped while its child of type input-stream is alive"),
    INCOMING_BODY_FINISH(
        ChildrenTest::body,
        (guest, body) -> ok(guest.types("[method]incoming-body.stream", body)),
        (guest, body) -> guest.types("[static]incoming-body.finish", body),
        "incoming-body finished while its child of type input-stream is alive"),
    OUTGOING_REQUEST_DROP(
        guest -> guest.request("host.test", "/"),
        (guest, request) -> guest.types("[method]outgoing-request.headers", request),
        (guest, request) -> drop("outgoing-request", request),
        "outgoing-request dropped while its child of type headers is alive"),
    OUTGOING_REQUEST_HANDLE(
        guest -> guest.request("host.test", "/"),
        (guest, request) -> guest.types("[method]outgoing-request.headers", request),
        (guest, request) -> guest.handle((OutgoingRequest) request),
        "outgoing-request given to handle while its child of type headers is alive"),
    INCOMING_RESPONSE_DROP(
        ChildrenTest::response,
        (guest, response) -> guest.types("[method]incoming-response.headers", response),
        (guest, response) -> drop("incoming-response", response),
        "incoming-response dropped while its child of type headers is alive"),
    FUTURE_TRAILERS_DROP(
        ChildrenTest::trailers,
        ChildrenTest::fields,
        (guest, future) -> drop("future-trailers", future),
        "future-trailers dropped while its child of type trailers is alive");

    private final Function<GuestHttp, Object> parent;
    private final BiFunction<GuestHttp, Object, Object> child;
    private final BiFunction<GuestHttp, Object, Object> ending;
    private final String trap;

    Sentence(
        Function<GuestHttp, Object> parent,
        BiFunction<GuestHttp, Object, Object> child,
        BiFunction<GuestHttp, Object, Object> ending,
        String trap) {
      this.parent = parent;
      this.child = child;
      this.ending = ending;
      this.trap = trap;
    }
  }

  private static ScriptedServer server;
  private GuestHttp guest;

  @BeforeEach
  void start() throws Exception {
    server =
        ScriptedServer.plain(
            peer -> {
              while (!peer.head().isEmpty()) {
                peer.write(
                    "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
                        + "2\r\nhi\r\n0\r\nX-Sum: 1\r\n\r\n");
              }
            });
    guest = GuestHttp.granted("http://127.0.0.1:*", "http://host.test");
  }

  @AfterEach
  void stop() throws Exception {
    guest.close();
    server.close();
  }

  private static Object response(GuestHttp guest) {
    return guest.response(server.authority(), "/");
  }

  private static Object body(GuestHttp guest) {
    return ok(guest.types("[method]incoming-response.consume", response(guest)));
  }

  private static Object trailers(GuestHttp guest) {
    Object body = body(guest);
    InputStream stream = (InputStream) ok(guest.types("[method]incoming-body.stream", body));
    Object part = guest.read(stream);
    while (part instanceof ResultValue.Ok) {
      part = guest.read(stream);
    }
    assertEquals("closed", error(part).label());
    stream.close();
    return guest.types("[static]incoming-body.finish", body);
  }

  private static Object fields(GuestHttp guest, Object future) {
    Object got = ((Optional<?>) guest.types("[method]future-trailers.get", future)).orElseThrow();
    return ((Optional<?>) ok(ok(got))).orElseThrow();
  }

  /** As the guest does; a trap says that it may not. */
  private static Object drop(String resource, Object handle) {
    dropAs(TYPES.resources().get(resource), handle);
    return handle;
  }

  private static <T> void dropAs(HostResource<T> resource, Object handle) {
    T object = resource.type().cast(handle);
    resource.beforeDrop().ifPresent(listener -> listener.accept(object));
    resource.onDrop().ifPresent(listener -> listener.accept(object));
  }

  private static void dropChild(Object child) {
    if (child instanceof OutputStream stream) {
      stream.close();
    } else if (child instanceof InputStream stream) {
      stream.close();
    } else {
      drop("fields", child);
    }
  }

  @ParameterizedTest
  @EnumSource
  void aParentMayNotEndBeforeItsChild(Sentence sentence) {
    Object parent = sentence.parent.apply(guest);
    sentence.child.apply(guest, parent);
    Trap trap = assertThrows(Trap.class, () -> sentence.ending.apply(guest, parent));
    assertEquals("wasi:http: " + sentence.trap + "; drop that first", trap.getMessage());
    assertEquals(Trap.Kind.HOST, trap.kind());
  }

  @ParameterizedTest
  @EnumSource
  void afterItsChildItMay(Sentence sentence) {
    Object parent = sentence.parent.apply(guest);
    dropChild(sentence.child.apply(guest, parent));
    sentence.ending.apply(guest, parent);
  }

  @ParameterizedTest
  @EnumSource
  void withoutAChildItMay(Sentence sentence) {
    sentence.ending.apply(guest, sentence.parent.apply(guest));
  }

  @Test
  void headersThatAreGivenAwayAreNobodysChildAnyMore() {
    Object response = response(guest);
    Object headers = guest.types("[method]incoming-response.headers", response);
    Object request = guest.types("[constructor]outgoing-request", headers);
    drop("incoming-response", response);
    drop("outgoing-request", request);
  }

  @Test
  void aCopyOfTheHeadersIsNoChild() {
    Object response = response(guest);
    Object headers = guest.types("[method]incoming-response.headers", response);
    Object copy = guest.types("[method]fields.clone", headers);
    drop("fields", headers);
    drop("incoming-response", response);
    ok(guest.types("[method]fields.append", copy, "x", utf8("y")));
  }

  @Test
  void whatAFailedFinishWouldHaveSentIsGivenUp() {
    OutgoingRequest request = guest.request(server.authority(), "/");
    OutgoingBody body = guest.outgoingBody(request);
    Object handled = guest.handle(request);
    ok(guest.write(guest.writer(body), utf8("abc")));
    assertThrows(
        Trap.class, () -> guest.types("[static]outgoing-body.finish", body, Optional.empty()));
    assertEquals("internal-error", error(guest.awaited(handled)).label());
    assertEquals(0, guest.leftInFlight());
  }

  @Test
  void aPollableMayOutliveItsStream() {
    Object body = body(guest);
    InputStream stream = (InputStream) ok(guest.types("[method]incoming-body.stream", body));
    Pollable pollable = (Pollable) guest.streams("[method]input-stream.subscribe", stream);
    stream.close();
    drop("incoming-body", body);
    pollable.block(guest.host());
    assertTrue(pollable.ready());
  }
}
