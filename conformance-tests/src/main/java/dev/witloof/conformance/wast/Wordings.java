package dev.witloof.conformance.wast;

import static java.util.Map.entry;

import java.util.List;
import java.util.Map.Entry;
import java.util.regex.Pattern;

/**
 * Whether our message gives the reason that a script expects a module to be refused for. Ours have
 * the words of the specification's tests; where they differ, the words that mean the same are
 * listed, theirs first. What is neither contained nor listed is another reason.
 */
final class Wordings {
  static final Wordings MALFORMED =
      new Wordings(
          List.of(
              // An over-long number is noticed by what it stands for, where that is checked first.
              entry("integer representation too long", "malformed section id"),
              entry("integer representation too long", "malformed type form"),
              entry("integer too large", "length out of bounds"),
              entry("length out of bounds", "unexpected end of section or function"),
              entry("unexpected end", "unexpected end of section or function"),
              entry("unexpected end", "magic header not detected"),
              entry("unexpected end", "function and code section have inconsistent lengths"),
              entry("section size mismatch", "unexpected end of section or function"),
              entry("section size mismatch", "section out of order"),
              entry("unexpected data at the end of the section", "section size mismatch"),
              entry("operators remaining after end", "section size mismatch"),
              entry("section out of order", "unexpected content after last section"),
              entry(
                  "data count is non-zero",
                  "data count and data section have inconsistent lengths"),
              entry("function and code section have inconsistent lengths", "length out of bounds"),
              entry("expected a version header", "unknown binary version"),
              entry("`else` found outside `If` block", "else without an if"),
              entry("invalid value type", "malformed value type"),
              entry("malformed reference type", "malformed value type")));

  static final Wordings INVALID =
      new Wordings(
          List.of(
              entry("nothing on stack", "the stack is empty"),
              entry("values remaining on stack", "values remain on the stack"),
              entry("indirect calls must go through a table", "call_indirect through a table of"),
              entry("type index out of bounds", "unknown type"),
              entry("non-constant operator", "constant expression required"),
              entry("effective type size exceeds the limit", "elaborate to more than")));

  static final Wordings UNLINKABLE =
      new Wordings(
          List.of(
              entry("was not found", "missing expected"),
              entry("not defined", "missing expected"),
              entry("mismatched resource types", "resource types are not the same"),
              entry("has the wrong type", "of another type"),
              entry(" found ", "of another type"),
              entry(" found ", "but is given"),
              entry("doesn't match provided", "but is given"),
              entry("incompatible", "but is given")));

  /** The place in a module is told in other words, and need not be the same. */
  private static final Pattern OFFSET = Pattern.compile(" \\(at offset 0x\\p{XDigit}+\\)");

  private final List<Entry<String, String>> same;

  private Wordings(List<Entry<String, String>> same) {
    this.same = same;
  }

  boolean agree(String expected, String message) {
    String text = OFFSET.matcher(expected).replaceAll("");
    return message.contains(text)
        || same.stream().anyMatch(e -> text.contains(e.getKey()) && message.contains(e.getValue()));
  }
}
