package dev.witloof.engine.internal.chicory;

/**
 * Carries what a host function threw through the engine's frames, so that it is not taken for a
 * failure of the guest. Never leaves this package.
 */
final class HostFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  HostFailure(RuntimeException cause) {
    super(null, cause, false, false);
  }

  RuntimeException thrown() {
    return (RuntimeException) getCause();
  }
}
