package io.github.jinbei.internal.vector;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What {@link TileCode} reads from a VM and from objdump. */
class TileCodeTest {

  /** Three versions of a method, of which the first is C1's and the last entered by on-stack replacement. */
  private static final String PRINTED = """
      jdk 25
      Compiled method (c1) 310  392       3       p.T::tile6x2 (590 bytes)
       main code      [0x0000000000002000,0x0000000000002001] = 1
      [MachCode]
        0x0000000000002000: c3
      [/MachCode]
      Compiled method (c2) 510  394       4       p.T::tile6x2 (590 bytes)
       main code      [0x0000000000001000,0x000000000000100e] = 14
       stub code      [0x000000000000100e,0x0000000000001010] = 2
      [MachCode]
      [Verified Entry Point]
        # {method} {0x00007f6a08411008} 'tile6x2' '(I)V' in 'p/T'
        0x0000000000001000: c4e2 7d18 | 0424 c4e2
        0x0000000000001008: ;   {runtime_call os::breakpoint()}
        0x0000000000001008: 75b8 c275 | f1c3\s
      [Exception Handler]
        0x000000000000100e: e97b
      [/MachCode]
      Compiled method (c2) 467  393 %     4       p.T::tile6x2 @ 218 (590 bytes)
       main code      [0x0000000000003000,0x0000000000003001] = 1
      [MachCode]
        0x0000000000003000: c3
      [/MachCode]
      """;

  /** A loop entered behind its first instruction by the loop round it; of its three conditional jumps one checks bounds. */
  private static final String LISTING = """

      /tmp/tile.bin:     file format binary

      0000000000001000 <.data>:
          1000:\tmov    rdi,rbx
          1003:\tcmp    edi,r11d
          1006:\tjae    0x1080
          1008:\tvmovdqu ymm2,YMMWORD PTR [rax+rsi*4+0x10]
          100a:\tvbroadcastss ymm0,DWORD PTR [r9+rcx*4+0x10]
          100c:\tvmovdqu YMMWORD PTR [rsp+0x20],ymm1
          100e:\tvfmadd231ps ymm9,ymm0,ymm2
          1010:\tvfmadd231ps ymm8,ymm0,YMMWORD PTR [rsp+0x20]
          1012:\tvmovd  xmm3,r10d
          1013:\tvmovd  xmm4,DWORD PTR [rdx+rcx*4+0x10]
          1014:\tnop
          1015:\tvpshufd xmm4,xmm4,0x0
          1016:\tvmovups YMMWORD PTR [r8+0x10],ymm2
          1018:\tcmp    r10d,ebp
          101a:\tje     0x1090
          101c:\tjl     0x1000
          101e:\tcmp    r10d,r8d
          1020:\tjge    0x1090
          1022:\tjmp    0x1003
          1080:\tmov    esi,0xffffffe4
          1085:\tjmp    0x10a0
          1090:\tmov    esi,0xffffff45
          1095:\tcall   0x2000
          10a0:\tcall   0x2000
      """;

  @Test
  void theCodeIsOfTheLastMethodThatC2Compiled() throws IOException, InterruptedException {
    MachineCode code = MachineCode.parse(PRINTED.lines().toList());
    assertEquals(25, code.jdk());
    assumeTrue(MachineCode.canDisassemble(), "skipped: no objdump");
    assertEquals(List.of("1000 vbroadcastss ymm0,DWORD PTR [rsp]", "1006 vfmadd231ps ymm0,ymm1,ymm2", "100b jne 0xffe",
            "100d ret"),
        code.disassemble().stream().map(i -> Long.toHexString(i.address()) + " " + i.text().replaceAll(" +", " ")).toList());
  }

  @Test
  void aMethodThatC2HasNotCompiledIsEmpty() {
    assertTrue(MachineCode.parse(PRINTED.lines().limit(6).toList()).isEmpty());
  }

  @Test
  void codeThatIsNotPrintedAsBytesIsWrong() {
    List<String> lines = PRINTED.lines().filter(l -> !l.contains("0x0000000000001000:") && !l.contains("0x0000000000001008:"))
        .toList();
    assertThrows(IllegalArgumentException.class, () -> MachineCode.parse(lines.subList(0, 11)));
  }

  @Test
  void theLoopsInstructionsAreCounted() {
    LoopCode loop = LoopCode.main(MachineCode.instructions(LISTING.lines().toList()));
    assertEquals(16, loop.listing().lines().count());
    // bits, loops; instructions, fma, broadcasts, loads, stores; spill reads, writes; moves, jumps, bounds checks
    assertEquals("| 256 | 1 | 15 | 2 | 2 | 1 | 1 | 1 | 1 | 1 | 3 | 1 |", loop.row());
    assertEquals(loop.row().chars().filter(c -> c == '|').count(), LoopCode.HEADER.chars().filter(c -> c == '|').count());
    assertEquals(loop.row().chars().filter(c -> c == '|').count(), LoopCode.RULE.chars().filter(c -> c == '|').count());
  }

  @Test
  void codeWithoutFmaHasNoLoop() {
    assertNull(LoopCode.main(MachineCode.instructions(LISTING.lines().filter(l -> !l.contains("vfm")).toList())));
  }

  @Test
  void aNameHoldsHeightAndWidth() {
    assertArrayEquals(new int[] {12, 2}, TileArguments.size("tile12x2"));
    assertNull(TileArguments.size("lanes"));
  }
}
