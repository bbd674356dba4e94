package dev.witloof.conformance.certification;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class HtmlTextTest {

  @Test
  void whatMeansSomethingInHtmlIsEscaped() {
    assertEquals(
        "&lt;img src=&quot;x&quot; onerror=&#39;y&#39;&gt; &amp;amp;",
        HtmlText.of("<img src=\"x\" onerror='y'> &amp;"));
  }

  @Test
  void whatNobodySeesIsShown() {
    assertEquals("a\uFFFDb\uFFFDc\uFFFD\n\t", HtmlText.of("a\u202Eb\u0000c\uD800\n\t"));
  }

  @Test
  void otherTextStays() {
    assertEquals("naïve 🦊 ¤", HtmlText.of("naïve 🦊 ¤"));
  }
}
