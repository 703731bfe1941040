package io.github.jinbei.bench.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.jinbei.report.Axis;
import io.github.jinbei.report.Boundary;
import io.github.jinbei.report.Lessons;
import io.github.jinbei.report.Page;
import io.github.jinbei.report.Plot;
import io.github.jinbei.table.Penguins;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Tests the positions of texts in the lessons' pictures in a browser, on narrow and on wide screens. The test is in this
 * module, because the browser helper is. It is skipped if there is no browser.
 */
@Tag("browser")
class LessonPagesBrowserTest {

  /** The narrowest screen, and a wide one. Between them pictures only grow with the screen. */
  private static final int[] WIDTHS = {360, 1400};

  /** Reports words that are outside of their picture, overlap, or are small; and elements wider than the screen. */
  private static final String SCRIPT = """
      <script>
      onload = () => {
        const faults = [];
        let seen = 0;
        for (const frame of document.querySelectorAll('iframe')) {
          const doc = frame.contentDocument, width = frame.clientWidth;
          const fault = words => faults.push(width + ': ' + words);
          if (doc.documentElement.scrollWidth > width) {
            fault('the page is ' + doc.documentElement.scrollWidth + ' wide');
          }
          const sheet = doc.documentElement.classList.contains('sheet');
          const pictures = [...doc.querySelectorAll('svg.picture')].concat(sheet ? [doc.documentElement] : []);
          for (const picture of pictures) {
            const at = picture.getScreenCTM(), view = picture.viewBox.baseVal, scale = at.a;
            const room = new DOMRect(at.e, at.f, scale * view.width, scale * view.height);
            if (!(scale > 0) || room.left < -1 || room.right > width + 1) {
              fault('a picture from ' + room.left + ' to ' + room.right);
            }
            const texts = [...picture.querySelectorAll('text')].filter(each => each.closest('svg') == picture);
            const boxes = texts.map(each => each.getBoundingClientRect());
            texts.forEach((text, i) => {
              seen++;
              const box = boxes[i], name = '"' + text.textContent + '"';
              if (box.left < room.left - 1 || box.right > room.right + 1 || box.top < room.top - 1
                  || box.bottom > room.bottom + 1) {
                fault(name + ' is outside of its picture');
              }
              const size = parseFloat(doc.defaultView.getComputedStyle(text).fontSize) * scale;
              if (!(size >= 9)) {
                fault(name + ' is ' + size + ' high');
              }
              for (let j = 0; j < i; j++) {
                const other = boxes[j], gap = 2 * scale;
                if (box.left < other.right - gap && other.left < box.right - gap && box.top < other.bottom - 2 * gap
                    && other.top < box.bottom - 2 * gap) {
                  fault(name + ' is on "' + texts[j].textContent + '"');
                }
              }
            });
          }
        }
        finish(seen + ' words\\n' + faults.join('\\n'));
      };
      </script>
      """;

  @TempDir
  Path folder;

  private Browser browser;

  /** Looks for the browser first: without one, no page is made. */
  @BeforeEach
  void findBrowser() {
    browser = Browser.find(folder);
  }

  /** Returns the script's reports for pages in both forms and all widths. */
  private List<String> look(List<Page> pages) throws IOException, InterruptedException {
    List<String> documents = new ArrayList<>();
    pages.forEach(page -> documents.addAll(List.of(page.html(), page.svg())));
    return lookAt(documents);
  }

  /** Returns the script's reports for documents in HTML or SVG in all widths. */
  private List<String> lookAt(List<String> documents) throws IOException, InterruptedException {
    StringBuilder frames = new StringBuilder();
    for (int i = 0; i < documents.size(); i++) {
      String name = i + (documents.get(i).startsWith("<svg") ? ".svg" : ".html");
      Files.writeString(folder.resolve(name), documents.get(i));
      for (int width : WIDTHS) {
        frames.append("<iframe src=\"" + name + "\" style=\"border:0;height:2000px;width:" + width + "px\"></iframe>");
      }
    }
    return browser.result(frames + SCRIPT);
  }

  private void assertWellLaid(List<Page> pages) throws IOException, InterruptedException {
    assertWellLaid(look(pages), pages.stream().mapToInt(page -> 5 * page.pictures().size()).sum() * 2 * WIDTHS.length);
  }

  private static void assertWellLaid(List<String> lines, int least) {
    assertTrue(Integer.parseInt(lines.get(0).split(" ")[0]) >= least, lines.get(0) + ", expected " + least);
    assertEquals("", String.join("\n", lines.subList(1, lines.size())));
  }

  @Test
  void coldStartsAreReadableAtEveryWidth() throws IOException, InterruptedException {
    assertWellLaid(List.of(ColdPage.of(ColdSamples.of(2), ColdSamples.COMMAND, ColdSamples.MACHINE)));
  }

  @Test
  void lessonsAreReadableAtEveryWidth() throws IOException, InterruptedException {
    List<Page> pages = new ArrayList<>(List.of(Lessons.surface(1).page(), Lessons.descent(1).page(),
        Lessons.activations().page(), Lessons.gradcheck(1).page(), Lessons.digits().page()));
    Arrays.stream(Boundary.Shape.values()).forEach(shape -> pages.add(Lessons.boundary(shape, 1).page()));
    for (String target : List.of("species", "sex", "island")) {
      pages.add(Lessons.boundary(Penguins.all().select(target, "body_mass_g", "bill_depth_mm"), target, 5, 5, 1).page());
    }
    assertWellLaid(pages);
  }

  @Test
  void reportsAreReadableAtEveryWidth() throws IOException, InterruptedException {
    List<String> reports = ReportPages.all();
    int pictures = reports.stream().mapToInt(html -> html.split("<figure>", -1).length - 1).sum();
    assertWellLaid(lookAt(reports), 5 * pictures * WIDTHS.length);
  }

  /** Tests that the check finds the faults that it looks for. */
  @Test
  void overlappingAndOutsideWordsAreFound() throws IOException, InterruptedException {
    Plot plot = new Plot("A title that is so long that it ends outside of its picture, on the right", "x", Axis.linear(0, 1),
        "y", Axis.linear(0, 1)).note(0.5, 0.5, "first").note(0.51, 0.51, "second");
    List<String> lines = look(List.of(new Page("Title", List.of(), "", List.of(plot.picture("")))));
    for (String fault : List.of("\"second\" is on \"first\"", "on the right\" is outside of its picture")) {
      assertTrue(lines.stream().anyMatch(line -> line.contains(fault)), lines::toString);
    }
  }
}
