package dev.witloof.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class GuestTextTest {

  @Test
  void aMessageIsOneLineWhateverBreaksLines() {
    assertEquals("a⏎b?c?d?e?f?g", GuestText.message("a\nb\rc\u0085d\u2028e\u2029f\u000bg"));
  }

  @Test
  void aNameIsOneLine() {
    assertEquals("'a?b?[2Jc'", GuestText.quote("a\nb\u001b[2Jc"));
  }

  @Test
  void linesOfTheHostStayLinesAndAreNotCut() {
    String text = "x".repeat(5_000) + "\n  y\u0007";
    assertEquals("x".repeat(5_000) + "\n  y?", GuestText.lines(text));
  }

  @Test
  void aLongMessageIsCut() {
    assertEquals(1_001, GuestText.message("x".repeat(5_000)).length());
  }
}
