package dev.witloof.host.io;

import dev.witloof.component.typed.WitResource;
import java.util.Optional;

/**
 * A {@code wasi:io/error} resource.
 *
 * @param detail what a more specific interface makes of it, such as the error code of wasi:http
 */
@WitResource("error")
public record IoError(String message, Optional<Object> detail) {
  public IoError(String message) {
    this(message, Optional.empty());
  }

  /** The message, to a guest. */
  String toDebugString() {
    return message;
  }
}
