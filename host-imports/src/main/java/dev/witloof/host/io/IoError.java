package dev.witloof.host.io;

import java.util.Optional;

/**
 * A {@code wasi:io/error} resource.
 *
 * @param detail what a more specific interface makes of it, such as the error code of wasi:http
 */
public record IoError(String message, Optional<Object> detail) {
  public IoError(String message) {
    this(message, Optional.empty());
  }
}
