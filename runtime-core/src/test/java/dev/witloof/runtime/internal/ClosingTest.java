package dev.witloof.runtime.internal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ClosingTest {
  @Test
  void whateverOneFailsWithTheOthersAreClosed() {
    Error error = new AssertionError("first");
    Exception exception = new Exception("second");
    List<String> closed = new ArrayList<>();
    RuntimeException failure =
        Closing.failure(
                List.of(
                    () -> {
                      throw error;
                    },
                    () -> {
                      throw exception;
                    },
                    () -> closed.add("third")))
            .orElseThrow();
    assertEquals(List.of("third"), closed);
    assertSame(error, failure.getCause());
    assertArrayEquals(new Throwable[] {exception}, failure.getSuppressed());
  }
}
