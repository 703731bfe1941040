package io.github.jinbei.internal.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class CommandLineTest {

  private static final List<String> WORDS = List.of("a.jar", "it's", "", " ", "--", "$HOME", "a\\b", "*", "x,y=1",
      "two\nlines of 'it'\\", "\u001b[31m", "\u202eturned \u91d1", "~", "#", "a\"b`c`");

  @Test
  void quotesWordsThatAShellWouldChange() {
    assertEquals("java -jar a,b=c:/d.jar '' 'a b' 'it'\\''s' '$HOME'",
        CommandLine.of(List.of("java", "-jar", "a,b=c:/d.jar", "", "a b", "it's", "$HOME")));
    assertEquals("$'two\\012lines' $'\\033it\\'s\\\\'", CommandLine.of(List.of("two\nlines", "\u001bit's\\")));
  }

  /** The line has no unsafe characters, and a shell splits it into the same words. */
  @Test
  void aShellParsesTheSameWords() throws Exception {
    String line = CommandLine.of(WORDS);
    assertEquals(line, Plain.text(line));
    Path bash = Path.of("/bin/bash");
    assumeTrue(Files.isExecutable(bash), "no " + bash);
    Process process = new ProcessBuilder(bash.toString(), "-c", "printf '%s\\0' " + line).redirectErrorStream(true).start();
    String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(String.join("\0", WORDS) + "\0", printed);
    assertEquals(0, process.waitFor());
  }
}
