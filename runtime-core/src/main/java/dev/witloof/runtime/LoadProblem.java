package dev.witloof.runtime;

/**
 * One reason why a connector cannot be loaded.
 *
 * @param kind what sort of thing is wrong
 * @param subject the thing: an import, an export, a capability with its value
 * @param message what is wrong with it, one line or, for signatures, a few
 * @param remedy what to do about it, one line
 */
public record LoadProblem(Kind kind, String subject, String message, String remedy) {

  /** Sorts of problems. */
  public enum Kind {
    /** The bytes are no component that this runtime accepts. */
    COMPONENT,
    /** The signature beside the manifest is not of these files. */
    SIGNATURE,
    /** Something in the manifest that shows only now. */
    MANIFEST,
    /** A capability that the manifest asks for was not granted. */
    CAPABILITY,
    /** An import that is not provided. */
    IMPORT,
    /** The exports do not match the connector contract. */
    EXPORT,
    /** A limit that cannot hold this component. */
    LIMIT
  }

  @Override
  public String toString() {
    return subject + ": " + message + "\n    " + remedy;
  }
}
