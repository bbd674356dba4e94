package dev.witloof.host.http;

import dev.witloof.runtime.http.Fault;
import dev.witloof.runtime.http.Faults;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Lets another transport send, and lets faults befall the exchanges. */
final class FaultyTransport implements HttpTransport {
  private final HttpTransport transport;
  private final Faults faults;
  private final AtomicLong exchanges = new AtomicLong();
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(DaemonThreads.named("witloof-faults"));

  /** The last answer that was read to its end. */
  private final AtomicReference<@Nullable Kept> last = new AtomicReference<>();

  /** An answer that can be given again. */
  private record Kept(int status, List<Fields.Entry> headers, byte[] body) {
    Response response() {
      return new Response(status, headers, new WholeBody(body, List.of(), Optional.empty()));
    }
  }

  FaultyTransport(HttpTransport transport, Faults faults) {
    this.transport = transport;
    this.faults = faults;
  }

  @Override
  public CompletableFuture<Route> route(Target target, boolean mayBeInternal) {
    return transport.route(target, mayBeInternal);
  }

  @Override
  public CompletableFuture<Response> send(Request request, Route route, Runnable wakeup) {
    List<Fault> hits = faults.of(exchanges.incrementAndGet());
    CompletableFuture<Response> answer =
        hits.stream()
            .flatMap(fault -> inPlace(fault, request).stream())
            .findFirst()
            .orElseGet(() -> sent(hits, request, route, wakeup));
    CompletableFuture<Response> changed =
        Relay.of(
            answer, response -> kept(changed(response, hits, wakeup)), UnaryOperator.identity());
    long delay =
        hits.stream()
            .filter(Fault.Latency.class::isInstance)
            .mapToLong(fault -> ((Fault.Latency) fault).atLeast().toNanos())
            .sum();
    return delay == 0 ? changed : later(changed, delay);
  }

  /** What comes without asking the service. */
  private Optional<CompletableFuture<Response>> inPlace(Fault fault, Request request) {
    if (fault instanceof Fault.Timeout) {
      return Optional.of(failed(request, "HTTP-response-timeout", "no answer came in time"));
    } else if (fault instanceof Fault.Close) {
      return Optional.of(
          failed(request, "connection-terminated", "the connection was closed without an answer"));
    } else if (fault instanceof Fault.Answer answer) {
      List<Fields.Entry> headers = new ArrayList<>();
      answer.headers().forEach((name, value) -> headers.add(new Fields.Entry(name, utf8(value))));
      return Optional.of(
          given(request, new Kept(answer.status(), headers, utf8(answer.body())).response()));
    } else if (fault instanceof Fault.DuplicateResponse) {
      return Optional.ofNullable(last.get()).map(before -> given(request, before.response()));
    }
    return Optional.empty();
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static CompletableFuture<Response> failed(Request request, String code, String message) {
    request.body().ifPresent(OutgoingBody::discard);
    return CompletableFuture.failedFuture(
        new HttpFailure(code, message + " (a fault that was asked for)"));
  }

  private static CompletableFuture<Response> given(Request request, Response response) {
    request.body().ifPresent(OutgoingBody::discard);
    return CompletableFuture.completedFuture(response);
  }

  private CompletableFuture<Response> sent(
      List<Fault> hits, Request request, Route route, Runnable wakeup) {
    return hits.stream().anyMatch(Fault.DuplicateRequest.class::isInstance)
        ? sentTwice(request, route, wakeup)
        : transport.send(request, route, wakeup);
  }

  private CompletableFuture<Response> sentTwice(Request request, Route route, Runnable wakeup) {
    CompletableFuture<Response> result = new CompletableFuture<>();
    CollectedBody.of(request.body())
        .thenCompose(
            body -> {
              Optional<byte[]> bytes = request.body().map(asked -> body);
              Supplier<CompletableFuture<Response>> send =
                  () -> transport.send(copy(request, bytes), route, wakeup);
              return whileWanted(result, send)
                  .thenCompose(
                      first -> {
                        first.body().close();
                        return whileWanted(result, send);
                      });
            })
        .whenComplete((response, failure) -> settle(result, response, failure));
    return result;
  }

  /** Sends, unless the result is given up; when it is, what was sent is given up too. */
  private static CompletableFuture<Response> whileWanted(
      CompletableFuture<Response> result, Supplier<CompletableFuture<Response>> send) {
    if (result.isCancelled()) {
      return CompletableFuture.failedFuture(new CancellationException());
    }
    CompletableFuture<Response> sent = send.get();
    result.whenComplete(
        (response, failure) -> {
          if (failure instanceof CancellationException) {
            sent.cancel(false);
          }
        });
    return sent;
  }

  private static void settle(
      CompletableFuture<Response> result,
      @Nullable Response response,
      @Nullable Throwable failure) {
    if (response == null) {
      result.completeExceptionally(Objects.requireNonNull(failure));
    } else if (!result.complete(response)) {
      response.body().close();
    }
  }

  private static Request copy(Request request, Optional<byte[]> body) {
    return new Request(
        request.target(),
        request.headers(),
        body.map(OutgoingBody::whole),
        request.connectTimeout(),
        request.firstByteTimeout(),
        request.redactor());
  }

  private Response changed(Response response, List<Fault> hits, Runnable wakeup) {
    Response changed = response;
    for (Fault fault : hits) {
      ResponseBody body = changed.body();
      if (fault instanceof Fault.Reset reset) {
        HttpFailure broken =
            new HttpFailure(
                "connection-terminated", "the connection was reset (a fault that was asked for)");
        changed = changed.with(new CutBody(body, reset.afterBytes(), Optional.of(broken)));
      } else if (fault instanceof Fault.Truncate truncate) {
        // A length would tell.
        changed =
            changed
                .without("content-length")
                .with(new CutBody(body, truncate.afterBytes(), Optional.empty()));
      } else if (fault instanceof Fault.Drip drip) {
        changed = changed.with(new DrippingBody(body, drip, timer, wakeup));
      }
    }
    return changed;
  }

  private Response kept(Response response) {
    boolean isWanted =
        faults.rules().stream().anyMatch(rule -> rule.fault() instanceof Fault.DuplicateResponse);
    return isWanted
        ? response.with(
            new HeardBody(
                response.body(),
                (read, end) -> {
                  keep(response, read, end);
                  return Optional.empty();
                }))
        : response;
  }

  private void keep(Response response, BodyCopy read, HeardBody.End end) {
    if (end instanceof HeardBody.Complete && read.isWhole()) {
      last.set(new Kept(response.status(), response.headers(), read.held()));
    }
  }

  private CompletableFuture<Response> later(CompletableFuture<Response> answer, long nanos) {
    CompletableFuture<Response> delayed = new CompletableFuture<>();
    answer.whenComplete(
        (response, failure) -> {
          try {
            timer.schedule(() -> settle(delayed, response, failure), nanos, TimeUnit.NANOSECONDS);
          } catch (RejectedExecutionException closed) {
            settle(delayed, response, failure);
          }
        });
    CompletableFuture<Response> relayed =
        Relay.of(delayed, response -> response, UnaryOperator.identity());
    relayed.whenComplete((response, failure) -> answer.cancel(false));
    return relayed;
  }

  @Override
  public void close() {
    timer.shutdownNow();
    transport.close();
  }
}
