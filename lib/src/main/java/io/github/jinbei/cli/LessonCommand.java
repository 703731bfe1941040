package io.github.jinbei.cli;

import io.github.jinbei.report.Page;
import io.github.jinbei.report.Picture;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The command {@code lesson}: computes and draws a lesson of the course. */
final class LessonCommand implements Command {

  private static final Option<LessonForm> NAME = new Option<>("NAME",
      Kind.choice(LessonForm.ALL, LessonForm.names()), null, "one of " + String.join(", ", LessonForm.names()));

  private static final Option<Path> OUT = new Option<>("--out", Kind.path("FILE", "the name of a file"), null,
      "the page: its name ends in .html, or in .svg for an image (default NAME.html)");

  private static final Option<int[]> PICTURES = new Option<>("--pictures", Kind.counts(), null,
      "the numbers of the pictures to show, from 1 up (default all)");

  @Override
  public Options options() {
    List<String> notes = new ArrayList<>();
    Map<String, List<Option<?>>> takers = new LinkedHashMap<>();
    takers.put("", List.of(OUT, PICTURES));
    for (LessonForm form : LessonForm.ALL) {
      notes.add(form.name() + ": " + form.summary());
      for (Option<?> option : form.options()) {
        String names = LessonForm.ALL.stream().filter(other -> other.options().contains(option)).map(LessonForm::name)
            .collect(Collectors.joining(", "));
        List<Option<?>> table = takers.computeIfAbsent(names, none -> new ArrayList<>());
        if (!table.contains(option)) {
          table.add(option);
        }
      }
    }
    List<Section> sections = new ArrayList<>();
    takers.forEach((names, table) -> sections.add(new Section(names, table)));
    notes.add("The same options give the same file on every machine, except for the times that gradcheck measures.");
    return new Options("lesson", "Computes and draws a lesson of the course: a page of pictures.", NAME, sections, notes);
  }

  @Override
  public int run(Options.Values values, PrintStream out) throws IOException {
    checkOptions(values);
    Path file = file(values);
    Page page = page(values, out);
    try {
      page.write(file);
    } catch (IOException e) {
      throw new FailureException(OUT.name() + " " + e.getMessage());
    }
    print(page, file, out);
    return 0;
  }

  /** Computes the page, with this command as its origin. */
  static Page page(Options.Values values, PrintStream out) throws IOException {
    Page page = values.get(NAME).page(values, out);
    return chosen(page, values).madeBy(Main.command("lesson", values));
  }

  private void checkOptions(Options.Values values) {
    LessonForm form = values.get(NAME);
    for (Option<?> option : options().table()) {
      if (values.has(option) && option != OUT && option != PICTURES && !form.options().contains(option)) {
        throw new UsageException(option.name() + " is not for the lesson " + form.name()
            + "; leave it out, or see lesson --help");
      }
    }
  }

  /** Returns the file to write, after a check that it can be written. */
  private static Path file(Options.Values values) {
    Path file = values.has(OUT) ? values.get(OUT) : Path.of(values.get(NAME).name() + ".html");
    try {
      Page.check(file);
      return file;
    } catch (IllegalArgumentException e) {
      throw new UsageException("--out " + file + " has another ending; give a name that ends in .html or .svg");
    } catch (IOException e) {
      throw new UsageException(OUT.name() + " " + e.getMessage() + "; give a file elsewhere");
    }
  }

  private static Page chosen(Page page, Options.Values values) {
    try {
      return values.has(PICTURES) ? page.only(values.get(PICTURES)) : page;
    } catch (IllegalArgumentException e) {
      throw new UsageException("--pictures: there is no " + e.getMessage());
    }
  }

  private static void print(Page page, Path file, PrintStream out) {
    int columns = Terminal.columns();
    out.println(Text.wrapped(page.title(), "", columns));
    out.println();
    page.sentences().forEach(sentence -> out.println(Text.wrapped(sentence, "", columns)));
    out.println();
    for (Picture picture : page.pictures()) {
      out.println(Text.wrapped(picture.title() + (picture.caption().isEmpty() ? "" : ": " + picture.caption()), "  ", columns));
    }
    out.println();
    out.println("written to " + file);
  }
}
