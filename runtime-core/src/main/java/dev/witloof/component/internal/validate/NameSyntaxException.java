package dev.witloof.component.internal.validate;

/** A name that breaks the grammar; the message says where. */
public final class NameSyntaxException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  NameSyntaxException(String message) {
    super(message);
  }
}
