package dev.witloof.component.internal.binary;

import java.util.Optional;

/**
 * The name of an import or export with its attributes (Binary.md, {@code nameattributes}). No type
 * depends on the attributes.
 *
 * @param implemented the interface that an instance implements
 * @param versionSuffix what was cut off the version in the name
 * @param externalId a name of the outside world, any text
 */
public record ExternNameBinary(
    String name,
    Optional<String> implemented,
    Optional<String> versionSuffix,
    Optional<String> externalId) {
  /** A name without attributes. */
  static ExternNameBinary plain(String name) {
    return new ExternNameBinary(name, Optional.empty(), Optional.empty(), Optional.empty());
  }
}
