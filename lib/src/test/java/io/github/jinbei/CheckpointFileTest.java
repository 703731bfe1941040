package io.github.jinbei;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.jinbei.format.FileFormatException;
import io.github.jinbei.format.SafeTensors;
import io.github.jinbei.internal.train.TrainingState;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The content of checkpoints, damage to their files, and which file of a folder is read. */
class CheckpointFileTest {

  @TempDir
  private Path folder;

  @RegisterExtension
  final Warnings warnings = new Warnings();

  private static TrainingState state(long steps) {
    TrainingState state = new TrainingState();
    state.put("steps", steps);
    state.put("epochs", 3);
    state.put("settings.loss", "cross_entropy");
    state.put("empty text", "");
    state.put("parameters", new float[] {1.5f, -0f, Float.NaN, Float.POSITIVE_INFINITY, Float.MIN_VALUE});
    state.put("statistics", new float[0]);
    state.put("losses", new double[] {0.1, -0.0, Double.NaN, Double.NEGATIVE_INFINITY, Double.MIN_VALUE, steps});
    state.put("none", new double[0]);
    return state;
  }

  private Path write(long steps) throws IOException {
    Path file = folder.resolve(CheckpointFile.name(steps));
    CheckpointFile.content(state(steps), "a \"note\"\n\u00fc").write(file);
    return file;
  }

  private static void assertState(TrainingState expected, TrainingState actual, String what) {
    assertEquals(new TreeMap<>(expected.texts()), new TreeMap<>(actual.texts()), what);
    assertEquals(List.copyOf(expected.floats().keySet()), List.copyOf(actual.floats().keySet()), what);
    expected.floats().forEach((name, values) -> Bits.assertSame(values, actual.floats().get(name), what + name));
    assertEquals(List.copyOf(expected.doubles().keySet()), List.copyOf(actual.doubles().keySet()), what);
    expected.doubles().forEach((name, values) ->
        assertArrayEquals(bits(values), bits(actual.doubles().get(name)), what + name));
  }

  private static long[] bits(double[] values) {
    return Arrays.stream(values).mapToLong(Double::doubleToRawLongBits).toArray();
  }

  /** In some languages {@code %d} writes other digits than 0 to 9. */
  @Test
  void theNameOfAFileDoesNotDependOnTheLanguage() {
    Locale before = Locale.getDefault();
    try {
      Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
      assertEquals("checkpoint-000000001234.safetensors", CheckpointFile.name(1234));
      assertEquals(1234, CheckpointFile.steps(CheckpointFile.name(1234)).getAsLong());
    } finally {
      Locale.setDefault(before);
    }
  }

  @Test
  void readsWhatWasWritten() throws IOException {
    Path file = write(1234);
    assertEquals("checkpoint-000000001234.safetensors", file.getFileName().toString());
    for (Checkpoint checkpoint : List.of(Checkpoint.read(file), Checkpoint.newest(folder))) {
      assertState(state(1234), checkpoint.state(), "");
      assertEquals(file, checkpoint.file());
      assertEquals(1234, checkpoint.steps());
      assertEquals(3, checkpoint.epochs());
      assertEquals("a \"note\"\n\u00fc", checkpoint.note());
      assertEquals(file + " (1234 updates, 3 epochs)", checkpoint.toString());
    }
    SafeTensors content = SafeTensors.read(file);
    assertEquals("jinbei-checkpoint/1", content.metadata().get("format"));
    assertTrue(content.metadata().get("checksum").matches("[0-9a-f]{64}"));
    assertEquals(List.of(), warnings.take());
  }

  /** The definition of the checksum, followed by hand. */
  @Test
  void theChecksumHasItsDefinition() throws Exception {
    TrainingState state = new TrainingState();
    state.put("\u00fc", "1");
    state.put("b", new float[] {1});
    state.put("a", new float[] {-2, 3});
    state.put("z", new double[] {0.5});
    SafeTensors content = CheckpointFile.content(state, "n");
    ByteBuffer bytes = ByteBuffer.allocate(1000).order(ByteOrder.LITTLE_ENDIAN);
    for (String text : List.of("format", "jinbei-checkpoint/1", "note", "n", "\u00fc", "1", "F64", "z", "[1]")) {
      put(bytes, text);
    }
    bytes.putDouble(0.5);
    for (String text : List.of("F32", "a", "[2]")) {
      put(bytes, text);
    }
    bytes.putFloat(-2).putFloat(3);
    for (String text : List.of("F32", "b", "[1]")) {
      put(bytes, text);
    }
    bytes.putFloat(1);
    byte[] hash = MessageDigest.getInstance("SHA-256").digest(Arrays.copyOf(bytes.array(), bytes.position()));
    assertEquals(HexFormat.of().formatHex(hash), content.metadata().get("checksum"));
  }

  private static void put(ByteBuffer bytes, String text) {
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    bytes.putInt(utf8.length).put(utf8);
  }

  /** Other tools order the tensors of a file by dtype and name. */
  @Test
  void theOrderOfTensorsDoesNotMatter() throws IOException {
    SafeTensors content = CheckpointFile.content(state(5), "");
    List<SafeTensors.Tensor> floats = new ArrayList<>(content.tensors());
    List<SafeTensors.DoubleTensor> doubles = new ArrayList<>(content.doubles());
    Collections.reverse(floats);
    Collections.reverse(doubles);
    Path file = folder.resolve("reversed.safetensors");
    new SafeTensors(content.metadata(), floats, doubles).write(file);
    assertEquals(5, Checkpoint.read(file).steps());
  }

  @Test
  void theNewestHasTheHighestNumber() throws IOException {
    for (long steps : new long[] {999_999_999_999L, 5, 1_000_000_000_000L, 70}) {
      write(steps);
    }
    assertEquals(List.of(1_000_000_000_000L, 999_999_999_999L, 70L, 5L), Checkpoint.files(folder).stream()
        .map(file -> CheckpointFile.steps(file.getFileName().toString()).getAsLong()).toList());
    assertEquals(1_000_000_000_000L, Checkpoint.newest(folder).steps());
  }

  /**
   * Flips random bits, one at a time. Each is found, except the one that changes nothing: the case of the last digit of u000a,
   * the escape of the line feed in the note.
   */
  @Test
  void aFlippedBitIsFound() throws IOException {
    byte[] good = Files.readAllBytes(write(20));
    int letter = new String(good, StandardCharsets.ISO_8859_1).indexOf("u000a") + 4;
    assertTrue(letter > 4, "no such escape");
    int harmless = 8 * letter + 5;
    Path upper = Files.write(folder.resolve("upper.safetensors"), flipped(good, harmless));
    assertState(state(20), Checkpoint.read(upper).state(), "");
    long seed = System.nanoTime();
    Random random = new Random(seed);
    for (int i = 0; i < 500 + 64; i++) {
      int bit = i < 64 ? i : random.nextInt(8 * good.length); // all bits of the length
      if (bit != harmless) {
        assertRefused(flipped(good, bit), "seed " + seed + ", bit " + bit);
      }
    }
  }

  private static byte[] flipped(byte[] bytes, int bit) {
    byte[] changed = bytes.clone();
    changed[bit / 8] ^= (byte) (1 << bit % 8);
    return changed;
  }

  @Test
  void aTruncatedFileIsFound() throws IOException {
    byte[] good = Files.readAllBytes(write(20));
    long seed = System.nanoTime();
    Random random = new Random(seed);
    for (int i = 0; i < 200; i++) {
      int length = i == 0 ? 0 : i == 1 ? good.length - 1 : random.nextInt(good.length);
      assertRefused(Arrays.copyOf(good, length), "seed " + seed + ", length " + length);
      // What some file systems leave after a loss of power: the right length, but zeros at the end.
      byte[] zeros = Arrays.copyOf(Arrays.copyOf(good, length), good.length);
      if (!Arrays.equals(good, zeros)) {
        assertRefused(zeros, "seed " + seed + ", zeros from " + length);
      }
    }
  }

  private void assertRefused(byte[] bytes, String what) throws IOException {
    Path file = Files.write(folder.resolve("damaged.safetensors"), bytes);
    String message = assertThrows(FileFormatException.class, () -> Checkpoint.read(file), what).getMessage();
    assertTrue(message.startsWith(file + ": "), message);
  }

  @Test
  void aDamagedNewestIsPassedOver() throws IOException {
    for (long steps : new long[] {10, 20, 30}) {
      write(steps);
    }
    Path newest = folder.resolve(CheckpointFile.name(30));
    byte[] bytes = Files.readAllBytes(newest);
    Files.write(newest, flipped(bytes, 8 * bytes.length - 3));
    assertEquals(20, Checkpoint.newest(folder).steps());
    String warning = warnings.only();
    Path before = folder.resolve(CheckpointFile.name(20));
    assertTrue(warning.startsWith("WARNING training continues from the checkpoint " + before
        + ", because newer ones are damaged: " + newest + ": is damaged: the checksum "), warning);
    Files.write(before, new byte[0]);
    assertEquals(10, Checkpoint.newest(folder).steps());
    String both = warnings.only();
    assertTrue(both.contains(newest.toString()) && both.contains(before + ": found 0 bytes"), both);
  }

  @Test
  void sayIfNoneCanBeRead() throws IOException {
    assertMessage(folder + ": holds no checkpoint; expected files such as checkpoint-000000001000.safetensors", folder);
    Path absent = folder.resolve("absent");
    assertMessage(absent + ": does not exist; expected a folder with checkpoints", absent);
    assertEquals(List.of(), Checkpoint.files(absent));
    Path file = Files.writeString(folder.resolve("file"), "x");
    assertMessage(file + ": is not a folder; expected one for checkpoints", file);
    Path first = Files.writeString(folder.resolve(CheckpointFile.name(1)), "no");
    Path second = Files.write(folder.resolve(CheckpointFile.name(2)), new byte[0]);
    String message = assertThrows(IOException.class, () -> Checkpoint.newest(folder)).getMessage();
    assertTrue(message.startsWith(folder + ": holds no undamaged checkpoint: " + second + ": found 0 bytes")
        && message.contains("; " + first + ": found 2 bytes"), message);
    assertEquals(List.of(), warnings.take());
  }

  private static void assertMessage(String expected, Path folder) {
    assertEquals(expected, assertThrows(IOException.class, () -> Checkpoint.newest(folder)).getMessage());
  }

  /** A file of a later version is not damaged: going back to the file before would give up what a later library trained. */
  @Test
  void aLaterVersionIsNotPassedOver() throws IOException {
    write(10);
    Path later = withFormat("jinbei-checkpoint/2", 20);
    for (FileFormatException e : List.of(assertThrows(FileFormatException.class, () -> Checkpoint.newest(folder)),
        assertThrows(FileFormatException.class, () -> Checkpoint.read(later)))) {
      assertEquals(later + ": the metadata entry \"format\" is jinbei-checkpoint/2; expected jinbei-checkpoint/1, the latest "
          + "version that this library reads", e.getMessage());
    }
    assertEquals(List.of(), warnings.take());
  }

  @Test
  void otherFilesAreNotCheckpoints() throws IOException {
    Path model = folder.resolve("model.safetensors");
    Samples.classifier().save(model);
    assertEquals(model + ": the metadata have no entry \"checksum\"; expected one, and the format jinbei-checkpoint/1",
        assertThrows(FileFormatException.class, () -> Checkpoint.read(model)).getMessage());
    Path other = withFormat("pt", 20);
    assertEquals(other + ": the metadata entry \"format\" is pt; expected jinbei-checkpoint/1",
        assertThrows(FileFormatException.class, () -> Checkpoint.read(other)).getMessage());
    TrainingState incomplete = new TrainingState();
    incomplete.put("steps", "many");
    Path file = folder.resolve("incomplete.safetensors");
    CheckpointFile.content(incomplete, "").write(file);
    String message = assertThrows(FileFormatException.class, () -> Checkpoint.read(file)).getMessage();
    assertTrue(message.startsWith(file + ": \"steps\" = \"many\""), message);
    assertTrue(assertThrows(FileFormatException.class, () -> Mlp.load(write(1))).getMessage()
        .contains("jinbei-checkpoint/1"));
  }

  /** Writes a checkpoint with another format and the checksum that belongs to it. */
  private Path withFormat(String format, long steps) throws IOException {
    SafeTensors content = CheckpointFile.content(state(steps), "");
    Map<String, String> metadata = new TreeMap<>(content.metadata());
    metadata.put("format", format);
    metadata.put("checksum", CheckpointFile.checksum(new SafeTensors(metadata, content.tensors(), content.doubles())));
    Path file = folder.resolve(CheckpointFile.name(steps));
    new SafeTensors(metadata, content.tensors(), content.doubles()).write(file);
    return file;
  }
}
