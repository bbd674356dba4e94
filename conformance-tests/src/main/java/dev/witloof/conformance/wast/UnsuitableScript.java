package dev.witloof.conformance.wast;

/** The script asks for what is not there: an export, an instance, a value of another type. */
final class UnsuitableScript extends RuntimeException {
  private static final long serialVersionUID = 1L;

  UnsuitableScript(String message) {
    super(message);
  }
}
