package io.github.jinbei.internal.vector;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The machine code of the last version of a method that C2 compiled, read from what a VM prints with {@code
 * -XX:CompileCommand=print}. The VM prints bytes in hexadecimal if it finds no disassembler plug-in (hsdis); a JDK with that
 * plug-in is of no use here.
 */
final class MachineCode {

  private static final Pattern RANGE = Pattern.compile("\\s*main code\\s+\\[0x([0-9a-f]+),\\s*0x([0-9a-f]+)\\].*");
  private static final Pattern BYTES = Pattern.compile("\\s*0x([0-9a-f]+):((?:[ |]*[0-9a-f]{2})+)[ |]*");
  private static final Pattern INSTRUCTION = Pattern.compile("\\s*([0-9a-f]+):\\s+(\\S.*)");
  private static final Pattern FEATURE = Pattern.compile("jdk (\\d+)");

  private final int jdk;
  private final long start;
  private final byte[] bytes;

  private MachineCode(int jdk, long start, byte[] bytes) {
    this.jdk = jdk;
    this.start = start;
    this.bytes = bytes;
  }

  /** An instruction: its address and its text in Intel's syntax. */
  record Instruction(long address, String text) {}

  /** Returns whether there is an objdump. */
  static boolean canDisassemble() throws InterruptedException {
    try {
      return run(List.of("objdump", "--version"), new ArrayList<>()) == 0;
    } catch (IOException e) {
      return false;
    }
  }

  /**
   * Runs a VM and reads its code.
   *
   * @throws IOException if the VM fails; the message holds what it printed last
   */
  static MachineCode printedBy(List<String> command) throws IOException, InterruptedException {
    List<String> lines = new ArrayList<>();
    int status = run(command, lines);
    if (status != 0) {
      String end = String.join("\n", lines.subList(Math.max(0, lines.size() - 20), lines.size()));
      throw new IOException(String.join(" ", command) + " returned " + status + ":\n" + end);
    }
    return parse(lines);
  }

  /**
   * Reads what a VM printed.
   *
   * @throws IllegalArgumentException if it printed code, but no bytes
   */
  static MachineCode parse(List<String> lines) {
    int jdk = 0;
    long start = 0;
    byte[] bytes = {};
    boolean inMethod = false;
    boolean printed = true;
    for (String line : lines) {
      if (line.startsWith("Compiled method (")) {
        inMethod = line.startsWith("Compiled method (c2)") && !line.contains(" @ "); // "@ bci" marks on-stack replacement
      } else if (line.startsWith("[/MachCode]")) {
        inMethod = false;
      }
      Matcher feature = FEATURE.matcher(line);
      if (feature.matches()) {
        jdk = Integer.parseInt(feature.group(1));
      }
      Matcher range = RANGE.matcher(line);
      Matcher some = BYTES.matcher(line);
      if (inMethod && range.matches()) {
        start = Long.parseLong(range.group(1), 16);
        bytes = new byte[(int) (Long.parseLong(range.group(2), 16) - start)];
        Arrays.fill(bytes, (byte) 0x90); // nop
        printed = false;
      } else if (inMethod && some.matches()) {
        put(Long.parseLong(some.group(1), 16) - start, some.group(2).replaceAll("[ |]", ""), bytes);
        printed = true;
      }
    }
    if (!printed) {
      throw new IllegalArgumentException("the VM printed no bytes; expected a JDK without hsdis");
    }
    return new MachineCode(jdk, start, bytes);
  }

  /** Stores a line of bytes; those outside the main code, such as stubs, are left out. */
  private static void put(long offset, String hex, byte[] bytes) {
    for (int i = 0; i < hex.length() / 2; i++) {
      if (offset + i >= 0 && offset + i < bytes.length) {
        bytes[(int) offset + i] = (byte) Integer.parseInt(hex.substring(2 * i, 2 * i + 2), 16);
      }
    }
  }

  /** Returns the feature number of the JDK that compiled the method. */
  int jdk() {
    return jdk;
  }

  /** Returns whether C2 has compiled no version of the method. */
  boolean isEmpty() {
    return bytes.length == 0;
  }

  /** Returns the instructions, by objdump. */
  List<Instruction> disassemble() throws IOException, InterruptedException {
    Path file = Files.createTempFile("tile", ".bin");
    try {
      Files.write(file, bytes);
      List<String> lines = new ArrayList<>();
      run(List.of("objdump", "-D", "-b", "binary", "-m", "i386:x86-64", "-M", "intel", "-w", "--no-show-raw-insn",
          "--adjust-vma=0x" + Long.toHexString(start), file.toString()), lines);
      return instructions(lines);
    } finally {
      Files.delete(file);
    }
  }

  /** Reads what objdump printed. */
  static List<Instruction> instructions(List<String> lines) {
    List<Instruction> instructions = new ArrayList<>();
    for (String line : lines) {
      Matcher instruction = INSTRUCTION.matcher(line);
      if (instruction.matches()) {
        instructions.add(new Instruction(Long.parseLong(instruction.group(1), 16), instruction.group(2).strip()));
      }
    }
    return instructions;
  }

  private static int run(List<String> command, List<String> lines) throws IOException, InterruptedException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    process.getOutputStream().close();
    try (BufferedReader reader =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        lines.add(line);
      }
    }
    return process.waitFor();
  }
}
