package dev.witloof.runtime.internal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.witloof.connector.ConnectorException;
import dev.witloof.connector.LimitHit;
import dev.witloof.engine.Trap;
import dev.witloof.runtime.secret.Redactor;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RedactedFailureTest {
  private static final Redactor REDACTOR = Redactor.of(Map.of("KEY", "s3cret"));

  @Test
  void whatHasNoSecretStaysAsItIs() {
    RuntimeException failure = new ConnectorException.Permanent("m", new Trap(Trap.Kind.HOST, "t"));
    assertSame(failure, RedactedFailure.of(failure, REDACTOR));
    assertSame(failure, RedactedFailure.of(failure, Redactor.none()));
  }

  @Test
  void aConnectorExceptionStaysOfItsKind() {
    LimitHit limit = new LimitHit("fuel", 1, 2, "units");
    for (ConnectorException failure :
        List.of(
            new ConnectorException.Transient("a s3cret"),
            new ConnectorException.Transient("a s3cret", null, limit),
            new ConnectorException.Permanent("a s3cret"),
            new ConnectorException.Permanent("a s3cret", null, limit),
            new ConnectorException.AuthExpired("a s3cret"),
            new ConnectorException.SchemaIncompatible("a s3cret"))) {
      RuntimeException redacted = RedactedFailure.of(failure, REDACTOR);
      assertSame(failure.getClass(), redacted.getClass());
      assertEquals("a [redacted KEY]", redacted.getMessage());
      assertEquals(failure.limit(), ((ConnectorException) redacted).limit());
      assertArrayEquals(failure.getStackTrace(), redacted.getStackTrace());
    }
  }

  @Test
  void anErrorIsToldOfWithoutSecrets() {
    Error harmless = new AssertionError("m");
    assertSame(harmless, RedactedFailure.told(harmless, REDACTOR));
    assertEquals(
        "java.lang.AssertionError: a [redacted KEY]",
        RedactedFailure.told(new AssertionError("a s3cret"), REDACTOR).getMessage());
  }

  @Test
  void causesAndWhatWasSuppressedAreSeenThrough() {
    Trap trap = new Trap(Trap.Kind.HOST, "open s3cret", new IOException("at /s3cret"));
    trap.addSuppressed(new IllegalStateException("also s3cret"));
    trap.addSuppressed(new IllegalStateException("fine"));
    ConnectorException failure = new ConnectorException.Permanent("trapped", trap);

    RuntimeException redacted = RedactedFailure.of(failure, REDACTOR);

    assertInstanceOf(ConnectorException.Permanent.class, redacted);
    assertEquals("trapped", redacted.getMessage());
    Throwable cause = redacted.getCause();
    assertEquals("dev.witloof.engine.Trap: open [redacted KEY]", cause.getMessage());
    assertEquals("java.io.IOException: at /[redacted KEY]", cause.getCause().getMessage());
    assertEquals(
        List.of("java.lang.IllegalStateException: also [redacted KEY]", "fine"),
        List.of(cause.getSuppressed()).stream().map(Throwable::getMessage).toList());
  }

  @Test
  void aRateLimitKeepsItsDelay() {
    ConnectorException.RateLimited limited = new ConnectorException.RateLimited(Duration.ofDays(1));
    limited.addSuppressed(new IllegalStateException("s3cret"));
    ConnectorException.RateLimited redacted =
        assertInstanceOf(
            ConnectorException.RateLimited.class, RedactedFailure.of(limited, REDACTOR));
    assertEquals(Duration.ofDays(1), redacted.retryAfter());
    assertTrue(redacted.getSuppressed()[0].getMessage().contains("[redacted KEY]"));
  }

  @Test
  void aChainWithoutEndEnds() {
    IllegalStateException first = new IllegalStateException("s3cret");
    IllegalStateException second = new IllegalStateException("other", first);
    first.initCause(second);
    int depth = 0;
    for (Throwable t = RedactedFailure.of(first, REDACTOR); t != null; t = t.getCause()) {
      assertTrue(!String.valueOf(t.getMessage()).contains("s3cret"));
      depth++;
    }
    assertTrue(depth > 1 && depth < 50, "depth " + depth);
  }
}
