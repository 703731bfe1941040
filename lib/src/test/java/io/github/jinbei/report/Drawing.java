package io.github.jinbei.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

/** A picture parsed as XML, with checks of its elements. */
record Drawing(Picture picture, Document document) {

  private static final Pattern NUMBER = Pattern.compile("-?\\d+(\\.\\d+)?");
  private static final Pattern POINT = Pattern.compile("[ML](-?[\\d.]+)[ ,](-?[\\d.]+)");
  private static final Pattern SHIFT = Pattern.compile("translate\\((\\S+) (\\S+)\\).*");

  /** A generous width of a letter of 12 pixels. */
  private static final double LETTER = 6.6;

  static Drawing of(Picture picture) {
    return new Drawing(picture, xml(picture.svg("")));
  }

  /** Parses a text as XML. Fails if it is not well-formed. */
  static Document xml(String text) {
    try {
      DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
      factory.setFeature("http://apache.org/xml/features/nonvalidating/load-external-dtd", false);
      return factory.newDocumentBuilder().parse(new InputSource(new StringReader(text)));
    } catch (Exception e) {
      return fail("no XML: " + e.getMessage() + "\n" + text.substring(0, Math.min(2000, text.length())));
    }
  }

  List<Element> elements(String tag) {
    NodeList nodes = document.getElementsByTagName(tag);
    List<Element> elements = new ArrayList<>();
    for (int i = 0; i < nodes.getLength(); i++) {
      elements.add((Element) nodes.item(i));
    }
    return elements;
  }

  /** Returns the texts in their order. */
  List<String> texts() {
    return elements("text").stream().map(Element::getTextContent).toList();
  }

  /** Returns the paths of a class. */
  List<String> paths(String style) {
    return elements("path").stream().filter(path -> path.getAttribute("class").equals(style))
        .map(path -> path.getAttribute("d")).toList();
  }

  /** Checks that all coordinates are numbers inside the picture, and that no two texts overlap. */
  void assertSound(String what) {
    assertFalse(document.getDocumentElement().getTextContent().isBlank(), what + ": no words");
    List<double[]> boxes = new ArrayList<>();
    List<String> words = new ArrayList<>();
    for (Element path : elements("path")) {
      assertPath(what, path);
    }
    for (Element text : elements("text")) {
      double[] box = box(text);
      String found = text.getTextContent();
      assertTrue(box[0] >= -2 && box[2] <= Picture.WIDTH + 2 && box[1] >= -1 && box[3] <= picture.height() + 1,
          what + ": '" + found + "' is at " + List.of(box[0], box[1], box[2], box[3]) + " of " + picture.height());
      if (!text.getAttribute("class").contains("note")) {
        for (int i = 0; i < boxes.size(); i++) {
          double[] other = boxes.get(i);
          assertFalse(box[0] < other[2] - 1 && other[0] < box[2] - 1 && box[1] < other[3] - 1 && other[1] < box[3] - 1,
              what + ": '" + found + "' overlaps '" + words.get(i) + "'");
        }
        boxes.add(box);
        words.add(found);
      }
    }
  }

  private void assertPath(String what, Element path) {
    String d = path.getAttribute("d");
    assertTrue(d.startsWith("M") && !d.contains("NaN") && !d.contains("Infinity") && !d.contains("E"), what + ": " + d);
    double[] shift = shift(path);
    Matcher points = POINT.matcher(d);
    int found = 0;
    while (points.find()) {
      double x = shift[0] + Double.parseDouble(points.group(1));
      double y = shift[1] + Double.parseDouble(points.group(2));
      assertTrue(x >= 0 && x <= Picture.WIDTH && y >= 0 && y <= picture.height(), what + ": " + x + " " + y + " in " + d);
      found++;
    }
    assertTrue(found > 0, what + ": " + d);
  }

  /** Returns the sum of the translations of the element and its parents. */
  private static double[] shift(Element element) {
    double[] shift = new double[2];
    for (org.w3c.dom.Node node = element; node instanceof Element each; node = node.getParentNode()) {
      Matcher own = SHIFT.matcher(each.getAttribute("transform"));
      if (own.matches()) {
        shift[0] += Double.parseDouble(own.group(1));
        shift[1] += Double.parseDouble(own.group(2));
      }
      if (each.getTagName().equals("svg") && each.getParentNode() instanceof Element && !each.getAttribute("x").isEmpty()) {
        shift[0] += Double.parseDouble(each.getAttribute("x"));
        shift[1] += Double.parseDouble(each.getAttribute("y"));
      }
    }
    return shift;
  }

  /** Returns the left, top, right and bottom of a text, for an approximate width of letters. */
  private static double[] box(Element text) {
    double[] at = shift(text);
    at[0] += text.getAttribute("x").isEmpty() ? 0 : number(text, "x");
    at[1] += text.getAttribute("y").isEmpty() ? 0 : number(text, "y");
    double width = LETTER * text.getTextContent().length() * (text.getAttribute("class").equals("title") ? 1.15 : 1);
    String anchor = text.getAttribute("text-anchor");
    double left = anchor.equals("middle") ? width / 2 : anchor.equals("end") ? width : 0;
    return text.getAttribute("transform").contains("rotate(-90)")
        ? new double[] {at[0] - 9, at[1] - width + left, at[0] + 3, at[1] + left}
        : new double[] {at[0] - left, at[1] - 9, at[0] - left + width, at[1] + 3};
  }

  private static double number(Element element, String name) {
    String value = element.getAttribute(name);
    assertTrue(NUMBER.matcher(value).matches(), name + " = " + value);
    return Double.parseDouble(value);
  }

  /** Checks that the page has three sentences, that all pictures are sound, and that it is XML without scripts or links. */
  static void assertSound(Page page) {
    assertEquals(3, page.sentences().size(), page.sentences()::toString);
    assertFalse(page.pictures().isEmpty(), "no pictures");
    for (Picture picture : page.pictures()) {
      Drawing.of(picture).assertSound(picture.title());
    }
    for (String text : List.of(page.html(), page.svg())) {
      xml(text);
      String without = text.replace("xmlns=\"http://www.w3.org/2000/svg\"", "");
      assertFalse(Pattern.compile("<script|\\bon[a-z]+=|https?://|@import|url\\(", Pattern.CASE_INSENSITIVE).matcher(without)
          .find(), "the page has a script or refers to something outside");
    }
  }
}
