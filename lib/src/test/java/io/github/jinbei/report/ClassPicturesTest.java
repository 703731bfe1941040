package io.github.jinbei.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.w3c.dom.Element;

/** The texts in pictures of classes: counts that fit into their cells, and names of wide letters. */
class ClassPicturesTest {

  /** Three letters have room in each cell; a text is not replaced by one that is no shorter. */
  @ParameterizedTest
  @CsvSource({"0, 2, 0", "7, 2, 7", "123, 2, 123", "999, 4, 999", "1234, 4, 1234", "1234, 3, 1k", "12345, 2, 12k",
      "1234567, 3, 1M", "1234567, 7, 1234567", "0.25, 9, 0.25", "0.25, 2, <1", "12.6, 3, 13", "12.6, 4, 12.6",
      "1234.5, 4, 1234", "1234.5, 3, 1k", "1e-9, 4, 1e-9", "1e-9, 3, <1", "1e15, 4, 1P"})
  void countsAreShortened(double count, int letters, String text) {
    assertEquals(text, ClassPictures.count(count, letters));
  }

  @Test
  void widthsAreThoseOfLetters() {
    assertEquals(3, Picture.width("a\u2212\u20ac"));
    assertEquals(6, Picture.width("\u9b5a\uac00\uD83D\uDC20"));
    assertEquals("abcdefg", Picture.cut("abcdefg", 7));
    assertEquals("ab..fg", Picture.cut("abcdefg", 6));
    assertEquals("\u9b5a\u9b5a", Picture.cut("\u9b5a\u9b5a", 4));
    assertEquals("\u4e00..", Picture.cut("\u4e00\u4e8c\u4e09\u56db", 6));
    assertEquals("\u4e00..\u4e94", Picture.cut("\u4e00\u4e8c\u4e09\u56db\u4e94", 9));
  }

  /** Letters of East Asia are as wide as high: 12 pixels in a legend, 11 beside a matrix. All texts are inside the picture. */
  @Test
  void namesOfWideLettersAreInsideTheirPictures() {
    List<String> names = IntStream.range(0, 5).mapToObj(k -> "\u9b5a".repeat(3 + 2 * k) + (char) ('\u4e00' + k)).toList();
    String html = Report.of(ReportSamples.classifier(4, 5), ReportSamples.history(2, epoch -> 1),
        ReportSamples.classRows(50, 4, 5)).classNames(names).html();
    for (String title : List.of("Confusion matrix", "ROC curves")) {
      double before = 0;
      for (Element text : ReportSamples.drawing(html, title).elements("text")) {
        String words = text.getTextContent();
        double size = text.getAttribute("class").equals("legend") ? 12 : 11;
        double width = words.codePoints().mapToDouble(c -> c >= 0x4e00 ? size : 0.55 * size).sum();
        if (text.getAttribute("text-anchor").equals("end")) {
          double left = Double.parseDouble(text.getAttribute("x")) - width;
          assertTrue(left >= 13 || !words.contains("\u9b5a"), title + ": '" + words + "' begins at " + left);
        }
        if (text.getAttribute("class").equals("legend")) {
          double left = Double.parseDouble(text.getAttribute("x"));
          assertTrue(left + width <= Picture.WIDTH, title + ": '" + words + "' ends at " + (left + width));
          assertTrue(left >= before || left < 40, title + ": '" + words + "' begins at " + left + ", before " + before);
          before = left + width;
        }
        if (text.getAttribute("transform").contains("rotate") && words.contains("\u9b5a")) {
          double top = Double.parseDouble(text.getAttribute("transform").replaceAll(".* (\\S+)\\) rot.*", "$1")) - width;
          assertTrue(top >= Picture.TITLE + 10, title + ": '" + words + "' begins at " + top);
        }
      }
    }
  }
}
