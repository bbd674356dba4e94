package dev.witloof.component.internal.plan;

import java.util.Optional;

/**
 * The canonical options of a lift or lower, and the component instance (its number in the plan)
 * whose handle table and may-enter and may-leave flags apply.
 */
public record CanonOptions(
    StringEncoding encoding,
    Optional<CoreItem> memory,
    Optional<CoreItem> realloc,
    Optional<CoreItem> postReturn,
    int componentInstance) {
  /** How strings lie in memory. */
  public enum StringEncoding {
    UTF8,
    UTF16,
    LATIN1_UTF16
  }
}
