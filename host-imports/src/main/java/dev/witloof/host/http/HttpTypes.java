package dev.witloof.host.http;

import dev.witloof.component.HostFunction;
import dev.witloof.component.HostInterface;
import dev.witloof.component.value.ResultValue;
import dev.witloof.component.value.VariantValue;
import dev.witloof.engine.Trap;
import dev.witloof.host.WasiState;
import dev.witloof.host.http.RequestOptions.Timeout;
import dev.witloof.host.io.IoError;
import dev.witloof.host.io.Pollable;
import java.util.List;
import java.util.Optional;

/** {@code wasi:http/types} and {@code wasi:http/outgoing-handler}. */
public final class HttpTypes {
  private static final String DROPPED = "dropped";
  private static final String FINISHED = "finished";

  private HttpTypes() {}

  public static HostInterface handler() {
    return HostInterface.builder("wasi:http/outgoing-handler@0.2.0")
        .function(
            "handle",
            (call, args) ->
                WasiState.of(call)
                    .http()
                    .handle(
                        (OutgoingRequest) args[0],
                        ((Optional<?>) args[1]).map(RequestOptions.class::cast)))
        .build();
  }

  public static HostInterface types() {
    FirstUse.prepare();
    HostInterface.Builder types = HostInterface.builder("wasi:http/types@0.2.0");
    types.function(
        "http-error-code",
        (call, args) -> ((IoError) args[0]).detail().filter(VariantValue.class::isInstance));
    FieldsFunctions.define(types);
    requests(types);
    options(types);
    responses(types);
    ServerSide.define(types);
    return types.build();
  }

  private static void requests(HostInterface.Builder types) {
    types
        .resource(
            "outgoing-request",
            OutgoingRequest.class,
            OutgoingRequest::dropped,
            request -> request.children().requireNone(DROPPED))
        .resource(
            "outgoing-body",
            OutgoingBody.class,
            OutgoingBody::dropped,
            body -> body.children().requireNone(DROPPED))
        .function(
            "[constructor]outgoing-request",
            (call, args) -> new OutgoingRequest(WasiState.of(call).memory(), (Fields) args[0]))
        .function(
            "[method]outgoing-request.body",
            (call, args) -> once(WasiState.of(call).http().bodyOf(request(args))))
        .function("[method]outgoing-request.method", (call, args) -> request(args).method())
        .function(
            "[method]outgoing-request.set-method",
            (call, args) -> accepted(request(args).setMethod((VariantValue) args[1])))
        .function(
            "[method]outgoing-request.path-with-query",
            (call, args) -> request(args).pathWithQuery())
        .function(
            "[method]outgoing-request.set-path-with-query",
            (call, args) ->
                accepted(
                    request(args)
                        .setPathWithQuery(((Optional<?>) args[1]).map(String.class::cast))))
        .function("[method]outgoing-request.scheme", (call, args) -> request(args).scheme())
        .function(
            "[method]outgoing-request.set-scheme",
            (call, args) ->
                accepted(
                    request(args).setScheme(((Optional<?>) args[1]).map(VariantValue.class::cast))))
        .function("[method]outgoing-request.authority", (call, args) -> request(args).authority())
        .function(
            "[method]outgoing-request.set-authority",
            (call, args) ->
                accepted(
                    request(args).setAuthority(((Optional<?>) args[1]).map(String.class::cast))))
        .function(
            "[method]outgoing-request.headers", (call, args) -> request(args).headersForGuest())
        .function(
            "[method]outgoing-body.write", (call, args) -> once(((OutgoingBody) args[0]).stream()))
        .function("[static]outgoing-body.finish", finish());
  }

  private static HostFunction finish() {
    return (call, args) -> {
      OutgoingBody body = (OutgoingBody) args[0];
      Optional<Fields> trailers = ((Optional<?>) args[1]).map(Fields.class::cast);
      List<Fields.Entry> entries = trailers.map(Fields::entries).orElse(List.of());
      trailers.ifPresent(Fields::close);
      try {
        body.children().requireNone(FINISHED);
        body.finish(entries);
        return ResultValue.ok();
      } catch (Trap misuse) {
        body.dropped();
        throw misuse;
      } catch (HttpFailure failure) {
        return ResultValue.err(failure.code());
      }
    };
  }

  private static void options(HostInterface.Builder types) {
    types
        .resource("request-options", RequestOptions.class)
        .function("[constructor]request-options", (call, args) -> new RequestOptions());
    option(types, "connect-timeout", Timeout.CONNECT);
    option(types, "first-byte-timeout", Timeout.FIRST_BYTE);
    option(types, "between-bytes-timeout", Timeout.BETWEEN_BYTES);
  }

  private static void option(HostInterface.Builder types, String name, Timeout timeout) {
    types
        .function(
            "[method]request-options." + name,
            (call, args) -> ((RequestOptions) args[0]).get(timeout))
        .function(
            "[method]request-options.set-" + name,
            (call, args) -> {
              ((RequestOptions) args[0]).set(timeout, (Optional<?>) args[1]);
              return ResultValue.ok();
            });
  }

  private static void responses(HostInterface.Builder types) {
    types
        .resource("future-incoming-response", FutureResponse.class, FutureResponse::dropped)
        .resource(
            "incoming-response",
            IncomingResponse.class,
            IncomingResponse::dropped,
            response -> response.children().requireNone(DROPPED))
        .resource(
            "incoming-body",
            IncomingBody.class,
            IncomingBody::close,
            body -> body.children().requireNone(DROPPED))
        .resource(
            "future-trailers",
            FutureTrailers.class,
            FutureTrailers::dropped,
            future -> future.children().requireNone(DROPPED))
        .function(
            "[method]future-incoming-response.subscribe",
            (call, args) -> ((FutureResponse) args[0]).ready())
        .function(
            "[method]future-incoming-response.get",
            (call, args) -> ((FutureResponse) args[0]).get())
        .function(
            "[method]incoming-response.status",
            (call, args) -> ((IncomingResponse) args[0]).status())
        .function(
            "[method]incoming-response.headers",
            (call, args) -> ((IncomingResponse) args[0]).headers())
        .function(
            "[method]incoming-response.consume",
            (call, args) -> once(((IncomingResponse) args[0]).consume()))
        .function(
            "[method]incoming-body.stream", (call, args) -> once(((IncomingBody) args[0]).stream()))
        .function("[static]incoming-body.finish", (call, args) -> finished((IncomingBody) args[0]))
        .function("[method]future-trailers.subscribe", (call, args) -> Pollable.always())
        .function(
            "[method]future-trailers.get",
            (call, args) -> Optional.of(((FutureTrailers) args[0]).get()));
  }

  private static FutureTrailers finished(IncomingBody body) {
    try {
      body.children().requireNone(FINISHED);
    } catch (Trap misuse) {
      body.close();
      throw misuse;
    }
    return body.finish();
  }

  private static OutgoingRequest request(Object[] args) {
    return (OutgoingRequest) args[0];
  }

  /** What can be had once: an error the second time. */
  private static ResultValue once(Optional<?> resource) {
    return resource.isPresent() ? ResultValue.ok(resource.get()) : ResultValue.err();
  }

  private static ResultValue accepted(boolean accepted) {
    return accepted ? ResultValue.ok() : ResultValue.err();
  }

  /** The half of the interface for servers: nothing here ever gets a request to answer. */
  private static final class ServerSide {
    private static final HostFunction NEVER =
        (call, args) -> {
          throw new Trap(
              Trap.Kind.HOST, "wasi:http: a connector has no incoming requests to answer");
        };

    static void define(HostInterface.Builder types) {
      types
          .resource("incoming-request", ServerSide.class)
          .resource("outgoing-response", ServerSide.class)
          .resource("response-outparam", ServerSide.class);
      for (String name :
          new String[] {
            "[method]incoming-request.method",
            "[method]incoming-request.path-with-query",
            "[method]incoming-request.scheme",
            "[method]incoming-request.authority",
            "[method]incoming-request.headers",
            "[method]incoming-request.consume",
            "[static]response-outparam.set",
            "[constructor]outgoing-response",
            "[method]outgoing-response.status-code",
            "[method]outgoing-response.set-status-code",
            "[method]outgoing-response.headers",
            "[method]outgoing-response.body",
          }) {
        types.function(name, NEVER);
      }
    }
  }
}
