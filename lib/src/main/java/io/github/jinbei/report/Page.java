package io.github.jinbei.report;

import io.github.jinbei.internal.file.AtomicFile;
import io.github.jinbei.internal.file.Resource;
import io.github.jinbei.internal.text.CommandLine;
import io.github.jinbei.internal.text.Lines;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/**
 * A page of pictures with explanations, as one file: HTML, or SVG with the pictures one below the other. Neither contains
 * scripts or external references. Both are light or dark as set in the reader's system, and legible from a width of 360 pixels
 * on. Equal pages give equal bytes.
 *
 * @param title the headline
 * @param sentences what the pictures show
 * @param origin the command or call that makes the page
 * @param pictures the pictures in their order
 */
public record Page(String title, List<String> sentences, String origin, List<Picture> pictures) {

  /** Letters in a line of an SVG page: in a wide font they are 360 pixels wide. */
  private static final int LINE = 54;

  private static final int LINE_HEIGHT = 16;
  private static final int MARGIN = 10;

  /**
   * Copies the lists.
   *
   * @param title the title
   * @param sentences the sentences under it
   * @param origin the call or command that made the page
   * @param pictures the pictures
   * @throws NullPointerException if an argument is null
   */
  public Page {
    Objects.requireNonNull(title, "title");
    Objects.requireNonNull(origin, "origin");
    sentences = List.copyOf(sentences);
    pictures = List.copyOf(pictures);
  }

  /**
   * Returns the page with another origin: a command, whose words are quoted for a shell.
   *
   * @param command the words of the command
   * @return the page
   */
  public Page madeBy(List<String> command) {
    return new Page(title, sentences, CommandLine.of(command), pictures);
  }

  /**
   * Returns the page with some of its pictures.
   *
   * @param numbers from 1 on, in the order in which they are shown
   * @return the page
   * @throws IllegalArgumentException if there is no picture with one of the numbers
   */
  public Page only(int... numbers) {
    return new Page(title, sentences, origin, Arrays.stream(numbers).mapToObj(number -> {
      if (number < 1 || number > pictures.size()) {
        throw new IllegalArgumentException("picture " + number + "; expected 1 to " + pictures.size());
      }
      return pictures.get(number - 1);
    }).toList());
  }

  /**
   * Writes the page to a file, which is replaced atomically if it exists.
   *
   * @param file the file; the end of its name, .html or .svg, selects the format
   * @throws IllegalArgumentException if the name ends otherwise
   * @throws IOException if the file cannot be written; an existing file is then unchanged
   */
  public void write(Path file) throws IOException {
    AtomicFile.replace(file, isSheet(file) ? svg() : html());
  }

  /**
   * Throws the exception that {@link #write} would throw before it writes. Leaves an existing file unchanged.
   *
   * @param file the file
   * @throws IllegalArgumentException if its name ends neither in .html nor in .svg
   * @throws IOException if the file cannot be written
   */
  public static void check(Path file) throws IOException {
    isSheet(file);
    AtomicFile.check(file);
  }

  /** Returns whether the name of a file selects SVG. Throws the same exception as {@link #write} if it ends otherwise. */
  static boolean isSheet(Path file) {
    String name = file.toString().toLowerCase(Locale.ROOT);
    if (!name.endsWith(".html") && !name.endsWith(".svg")) {
      throw new IllegalArgumentException("file = " + file + "; expected a name that ends in .html or .svg");
    }
    return name.endsWith(".svg");
  }

  /**
   * Returns the page as HTML that is also well-formed XML.
   *
   * @return the text of the HTML file
   */
  public String html() {
    StringBuilder html = new StringBuilder("<header>\n<p class=\"kind\">Jinbei</p>\n<h1>" + Svg.text(title) + "</h1>\n");
    sentences.forEach(sentence -> html.append("<p class=\"say\">" + Svg.text(sentence) + "</p>\n"));
    html.append("</header>\n<div class=\"pictures\">\n");
    for (Picture picture : pictures) {
      html.append("<figure>\n" + picture.svg("") + (picture.caption().isEmpty() ? ""
          : "<figcaption>" + Svg.signed(picture.caption()) + "</figcaption>\n") + "</figure>\n");
    }
    return document(title, sheet("pictures.css"), html.append("</div>\n<h2>Made by</h2>\n<pre><code>" + Svg.text(origin)
        + "</code></pre>\n").toString());
  }

  /**
   * Returns an HTML page in the style of all pages of the project: light and dark colours, and rules for the basic elements.
   *
   * @param title plain text
   * @param style additional CSS rules
   * @param content elements of the page
   * @return the text of the HTML file
   */
  public static String document(String title, String style, String content) {
    return "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\"/>\n"
        + "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"/>\n"
        + "<meta name=\"color-scheme\" content=\"light dark\"/>\n<title>" + Svg.text(title) + "</title>\n<style>\n"
        + sheet("page.css") + style + "</style>\n</head>\n<body>\n<main>\n" + content + "</main>\n</body>\n</html>\n";
  }

  /**
   * Returns the page as an SVG image, as wide as a picture.
   *
   * @return the text of the SVG file
   */
  public String svg() {
    StringBuilder svg = new StringBuilder();
    int y = MARGIN;
    y = text(svg, "head", title, LINE * 2 / 3, 22, y);
    for (String sentence : sentences) {
      y = text(svg, "say", sentence, LINE, LINE_HEIGHT, y + 4);
    }
    y += 2 * MARGIN;
    for (Picture picture : pictures) {
      svg.append(picture.svg(" x=\"" + MARGIN + "\" y=\"" + y + "\" width=\"" + Picture.WIDTH + "\" height=\""
          + picture.height() + "\" style=\"width:" + Picture.WIDTH + "px;height:" + picture.height() + "px\""));
      y = text(svg, "soft", picture.caption(), LINE, LINE_HEIGHT, y + picture.height()) + 2 * MARGIN;
    }
    y = text(svg, "soft", origin, LINE, LINE_HEIGHT, y) + MARGIN;
    int width = Picture.WIDTH + 2 * MARGIN;
    return "<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"sheet\" viewBox=\"0 0 " + width + " " + y + "\" width=\"" + width
        + "\" height=\"" + y + "\" style=\"max-width:100%;height:auto\" role=\"img\" aria-label=\"" + Svg.text(title)
        + "\">\n<style>\n" + sheet("page.css") + sheet("pictures.css") + "</style>\n<rect class=\"paper\" width=\""
        + width + "\" height=\"" + y + "\"/>\n" + svg + "</svg>\n";
  }

  /** Draws lines of text from y downwards. Returns the lower end of the last one. */
  private static int text(StringBuilder svg, String style, String words, int letters, int lineHeight, int y) {
    int at = y;
    for (String line : words.isEmpty() ? List.<String>of() : Lines.of(words, letters)) {
      at += lineHeight;
      svg.append("<text class=\"" + style + "\" x=\"" + MARGIN + "\" y=\"" + (at - 4) + "\">" + Svg.signed(line) + "</text>\n");
    }
    return at;
  }

  private static String sheet(String name) {
    return Resource.text(Page.class, name);
  }
}
