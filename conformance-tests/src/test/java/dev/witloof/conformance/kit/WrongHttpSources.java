package dev.witloof.conformance.kit;

import dev.witloof.connector.ConnectorException;
import dev.witloof.connector.Source;
import java.net.URI;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Sources that take one failure of a service for another. */
enum WrongHttpSources {
  STATUS_500_IS_PERMANENT(
      service -> with(service, 500, new ConnectorException.Permanent("500")), "error.http-500"),
  STATUS_401_IS_TRANSIENT(
      service -> with(service, 401, new ConnectorException.Transient("401")), "error.http-401"),
  STATUS_404_IS_NOT_SEEN(service -> new Blind(service, 404), "error.http-404"),
  STATUS_503_THROWS(
      service -> with(service, 503, new IllegalStateException("503")), "error.http-503"),
  RETRY_AFTER_IS_IGNORED(
      service ->
          new HttpSampleSource(service) {
            @Override
            Duration delay(HttpResponse<String> answer) {
              return Duration.ofMinutes(1);
            }
          },
      "error.http-429"),
  BODY_IS_NOT_CHECKED(
      service ->
          new HttpSampleSource(service) {
            @Override
            void parse(String body) {}
          },
      "error.http-malformed"),
  TIMEOUT_IS_PERMANENT(
      service ->
          new HttpSampleSource(service) {
            @Override
            RuntimeException timeout(HttpTimeoutException e) {
              return new ConnectorException.Permanent("no answer", e);
            }
          },
      "error.http-timeout");

  private final Function<Optional<URI>, Source> open;
  private final List<String> caughtBy;

  WrongHttpSources(Function<Optional<URI>, Source> open, String... caughtBy) {
    this.open = open;
    this.caughtBy = List.of(caughtBy);
  }

  Source open(Optional<URI> service) {
    return open.apply(service);
  }

  /** The checks that fail, and no others. */
  List<String> caughtBy() {
    return caughtBy;
  }

  private static Source with(Optional<URI> service, int status, RuntimeException failure) {
    return new HttpSampleSource(service) {
      @Override
      void judge(HttpResponse<String> answer) {
        if (answer.statusCode() == status) {
          throw failure;
        }
        super.judge(answer);
      }
    };
  }

  /** Takes a status for success. */
  private static final class Blind extends HttpSampleSource {
    private final int status;

    Blind(Optional<URI> service, int status) {
      super(service);
      this.status = status;
    }

    @Override
    void judge(HttpResponse<String> answer) {
      if (answer.statusCode() != status) {
        super.judge(answer);
      }
    }
  }
}
