package io.github.jinbei.bench.ab;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class SideTest {

  @Test
  void itsOwnArgumentsComeLast() {
    Side side = new Side("base", "a.jar", "/jdk/bin/java", List.of("-jvmArgsPrepend", "-Da=b"));
    assertEquals(List.of("/jdk/bin/java", "-cp", "a.jar", "org.openjdk.jmh.Main", "A", "-i", "1", "-jvmArgsPrepend",
        "-Da=b"), side.command(List.of("A", "-i", "1")));
  }
}
