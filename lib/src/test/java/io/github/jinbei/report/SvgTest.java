package io.github.jinbei.report;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.StringReader;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.SplittableRandom;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;
import org.xml.sax.InputSource;

class SvgTest {

  private static Element parse(String xml) throws Exception {
    return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new InputSource(new StringReader(xml)))
        .getDocumentElement();
  }

  /** An XML parser reads the same text from an element, and from attributes with single and double quotes. */
  @Test
  void textIsSafeInElementsAndAttributes() throws Exception {
    String text = "</a> <b c=\"1\" d='2'> & &amp; ]]> \u91d1\ud83c\udfc6";
    Element element = parse("<a b=\"" + Svg.text(text) + "\" c='" + Svg.text(text) + "'>" + Svg.text(text) + "</a>");
    assertEquals(text, element.getTextContent());
    assertEquals(text, element.getAttribute("b"));
    assertEquals(text, element.getAttribute("c"));
    assertEquals("a\ufffdb&lt;", Svg.text("a\nb<"));
    assertEquals("\u22121 &lt; x-1", Svg.text("\u22121 < x-1"));
    assertEquals("\u22121 &lt; x\u22121", Svg.signed("-1 < x-1"));
  }

  @Test
  void coordinatesAreRoundedToAHundredth() {
    long seed = 15;
    SplittableRandom random = new SplittableRandom(seed);
    for (int i = 0; i < 20_000; i++) {
      double value = switch (i % 4) {
        case 0 -> 1000 * random.nextDouble() - 500;
        case 1 -> (random.nextInt(200_001) - 100_000) / 200.0; // halves of a hundredth, and beside them
        case 2 -> (random.nextInt(20_001) - 10_000) / 200.0 * (1 + random.nextInt(-2, 3) * 0x1p-52);
        default -> (random.nextDouble() - 0.5) * Math.pow(10, random.nextInt(26) - 6);
      };
      BigDecimal rounded = new BigDecimal(value).setScale(2, RoundingMode.HALF_EVEN);
      String expected = rounded.signum() == 0 ? "0" : rounded.stripTrailingZeros().toPlainString();
      assertEquals(expected, Svg.number(value), "seed " + seed + ", number " + i + ": " + value);
    }
    assertEquals("0", Svg.number(-0.0));
    assertEquals("0", Svg.number(-0.004));
    assertEquals("100", Svg.number(100));
  }

  @Test
  void horizontalPositionsArePerCentAndVerticalOnesPixels() {
    assertEquals("12.35%", Svg.percent(0.12345));
    assertEquals("<line class=\"grid\" x1=\"0%\" y1=\"1.5\" x2=\"100%\" y2=\"2\"/>", Svg.line("grid", 0, 1.5, 1, 2));
    assertEquals("<rect class=\"band\" x=\"25%\" y=\"3\" width=\"50%\" height=\"4\"/>", Svg.box("band", 0.25, 0.75, 3, 4));
    assertEquals("<svg class=\"at dot\" x=\"50%\" y=\"7\"><path d=\"M0 0h1\"/></svg>", Svg.shape("dot", 0.5, 7, "M0 0h1"));
    assertEquals("<text class=\"tick\" x=\"50%\" y=\"7\">a&amp;b</text>", Svg.label("tick", 0.5, 7, "a&b"));
    assertEquals("<svg class=\"plot\" width=\"100%\" height=\"9\" role=\"img\" aria-label=\"&lt;\"><title>&lt;</title>",
        Svg.open("plot", 9, "<"));
  }

  @Test
  void theWidthOfABoxIsNeverNegative() {
    assertEquals("<rect class=\"band\" x=\"75%\" y=\"3\" width=\"0%\" height=\"4\"/>", Svg.box("band", 0.75, 0.25, 3, 4));
  }
}
