package dev.witloof.cli;

import dev.witloof.runtime.LoadRefused;

/** A connector was refused for want of approvals alone; the message says how to give them. */
final class Unapproved extends RuntimeException {
  private static final long serialVersionUID = 1L;

  Unapproved(LoadRefused refused, String howToApprove) {
    super(refused.getMessage() + System.lineSeparator() + howToApprove, refused);
  }
}
