package io.github.jinbei.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Parsing and help of options with and without values. */
class OptionTest {

  private static final Option<Boolean> FLAG = new Option<>("--flag", Kind.flag(), null, "may be there");
  private static final Option<Integer> COUNT = new Option<>("--count", Kind.count(), "7", "how many");
  private static final Options OPTIONS = new Options("test", "A test.", null, Options.plain(FLAG, COUNT), List.of());

  @Test
  void aFlagDoesNotReadTheNextWord() {
    Options.Values values = OPTIONS.parse(List.of("--flag", "--count", "3"));
    assertTrue(values.has(FLAG));
    assertEquals(3, values.get(COUNT));
    assertEquals("flag, count 3", values.given(List.of(FLAG, COUNT)));
    assertTrue(OPTIONS.parse(List.of("--count=3", "--flag")).has(FLAG), "the flag at the end");
  }

  @Test
  void anOptionNotGivenHasNoValue() {
    Options.Values values = OPTIONS.parse(List.of());
    assertFalse(values.has(FLAG));
    assertNull(values.get(FLAG));
    assertFalse(values.has(COUNT));
    assertEquals(7, values.get(COUNT));
    assertEquals("", values.given(List.of(FLAG, COUNT)));
  }

  @Test
  void wordsAreParsedAlikeInEveryFolder() {
    Option<Path> path = new Option<>("--path", Kind.path("FILE", "the name of a file"), null, "a file");
    Options options = new Options("test", "A test.", null, Options.plain(FLAG, COUNT, path), List.of());
    Options.Values values = options.parse(List.of("--path", "a=b/c", "--flag"));
    List<String> words = values.asWords(options.table());
    assertEquals(List.of("--flag", "--path=" + Path.of("a=b/c").toAbsolutePath()), words);
    assertEquals(Path.of("a=b/c").toAbsolutePath(), options.parse(words).get(path));
    assertTrue(options.parse(words).has(FLAG));
  }

  @Test
  void aFlagWithAValueIsRefused() {
    assertComplaint("--flag takes no value; not '3'", "--flag=3");
    assertComplaint("test takes options only, not '3'; see test --help", "--flag", "3");
    assertComplaint("--flag is given twice; leave one out", "--flag", "--flag");
  }

  @Test
  void helpPrintsAFlagWithoutAPlaceholder() {
    assertTrue(OPTIONS.help(80).contains("\n  --flag                may be there\n"), OPTIONS.help(80));
  }

  private static void assertComplaint(String complaint, String... words) {
    assertEquals(complaint, assertThrows(UsageException.class, () -> OPTIONS.parse(List.of(words))).getMessage());
  }
}
