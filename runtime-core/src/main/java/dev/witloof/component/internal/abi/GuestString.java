package dev.witloof.component.internal.abi;

import dev.witloof.component.internal.plan.CanonOptions.StringEncoding;

/**
 * A string on its way from one guest to another (CanonicalABI.md, {@code String}): how much its
 * receiver first asks its allocator for depends on how it lay in the sender's memory.
 *
 * @param encoding the canonical option of the sender
 * @param tagged whether it is the utf16 half of latin1+utf16
 * @param codeUnits in the sender's memory: bytes, or pairs of them
 */
record GuestString(String text, StringEncoding encoding, boolean tagged, int codeUnits) {

  /** The encodings that latin1+utf16 is one of at a time. */
  enum Simple {
    UTF8,
    UTF16,
    LATIN1
  }

  /** How the string really lay in memory ({@code src_simple_encoding}). */
  Simple simpleEncoding() {
    return switch (encoding) {
      case UTF8 -> Simple.UTF8;
      case UTF16 -> Simple.UTF16;
      case LATIN1_UTF16 -> tagged ? Simple.UTF16 : Simple.LATIN1;
    };
  }
}
