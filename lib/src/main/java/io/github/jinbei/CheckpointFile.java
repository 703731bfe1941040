package io.github.jinbei;

import io.github.jinbei.format.FileFormatException;
import io.github.jinbei.format.SafeTensors;
import io.github.jinbei.format.SafeTensors.DoubleTensor;
import io.github.jinbei.format.SafeTensors.Tensor;
import io.github.jinbei.internal.text.Digest;
import io.github.jinbei.internal.train.TrainingState;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The safetensors file of a checkpoint. Each text of the training state is an entry of the metadata, and each array a tensor
 * of rank 1: F32 for floats, F64 for doubles. Three more entries are {@code format}; {@code note}, the text of {@link
 * Checkpoints#note}; and {@code checksum}, the SHA-256 of all other entries and of all tensors. The checksum and the
 * container are the same in every version of the format, so that a file of a later version is told from a damaged one.
 *
 * <p>The checksum is that of the key and the value of each other entry, in the order of the keys, and then of the dtype, the
 * name, the shape (as [3]) and the values of each tensor: those of doubles, then those of floats, each in the order of the
 * names. Of a text it takes the number of bytes in UTF-8, as an integer of 4 bytes, and the bytes. Numbers are little-endian.
 */
final class CheckpointFile {

  static final String FORMAT = "jinbei-checkpoint/1";

  private static final String KIND = "jinbei-checkpoint/";
  private static final String FORMAT_KEY = "format";
  private static final String NOTE_KEY = "note";
  private static final String CHECKSUM_KEY = "checksum";

  private static final Pattern NAME = Pattern.compile("checkpoint-([0-9]{12,18})\\.safetensors");

  private CheckpointFile() {}

  /** Returns the name of the file of a state after a number of updates. */
  static String name(long steps) {
    return String.format(Locale.ROOT, "checkpoint-%012d.safetensors", steps);
  }

  /** Returns the number of updates in the name of a file; empty if it is not the name of a checkpoint. */
  static OptionalLong steps(String name) {
    Matcher matcher = NAME.matcher(name);
    return matcher.matches() ? OptionalLong.of(Long.parseLong(matcher.group(1))) : OptionalLong.empty();
  }

  /** Returns the content of a file. The arrays of the state are used, not copied. */
  static SafeTensors content(TrainingState state, String note) {
    Map<String, String> metadata = new TreeMap<>(state.texts());
    metadata.put(FORMAT_KEY, FORMAT);
    metadata.put(NOTE_KEY, note);
    List<Tensor> floats = new ArrayList<>();
    state.floats().forEach((name, data) -> floats.add(new Tensor(name, new long[] {data.length}, data)));
    List<DoubleTensor> doubles = new ArrayList<>();
    state.doubles().forEach((name, data) -> doubles.add(new DoubleTensor(name, new long[] {data.length}, data)));
    metadata.put(CHECKSUM_KEY, checksum(new SafeTensors(metadata, floats, doubles)));
    return new SafeTensors(metadata, floats, doubles);
  }

  /**
   * Reads a file and compares its checksum.
   *
   * @throws FileFormatException if the file is damaged or of another kind
   */
  static SafeTensors read(Path file) throws IOException {
    SafeTensors content = SafeTensors.read(file);
    String found = content.metadata().get(CHECKSUM_KEY);
    if (found == null) {
      throw new FileFormatException(file, "the metadata have no entry \"" + CHECKSUM_KEY + "\"; expected one, and the format "
          + FORMAT);
    }
    String computed = checksum(content);
    if (!found.equals(computed)) {
      throw new FileFormatException(file, "is damaged: the checksum of its content is " + computed + "; expected " + found
          + ", its entry \"" + CHECKSUM_KEY + "\"");
    }
    return content;
  }

  /**
   * Returns the checkpoint in the content of an undamaged file.
   *
   * @throws FileFormatException if the file has another version or lacks an entry
   */
  static Checkpoint checkpoint(Path file, SafeTensors content) throws FileFormatException {
    Map<String, String> texts = new TreeMap<>(content.metadata());
    texts.remove(CHECKSUM_KEY);
    String format = texts.remove(FORMAT_KEY);
    if (!FORMAT.equals(format)) {
      throw new FileFormatException(file, "the metadata entry \"" + FORMAT_KEY + "\" is " + format + "; expected " + FORMAT
          + (format != null && format.startsWith(KIND) ? ", the latest version that this library reads" : ""));
    }
    String note = texts.remove(NOTE_KEY);
    TrainingState state = new TrainingState();
    texts.forEach(state::put);
    content.tensors().forEach(tensor -> state.put(tensor.name(), tensor.data()));
    content.doubles().forEach(tensor -> state.put(tensor.name(), tensor.data()));
    try {
      return new Checkpoint(file, state, state.number("steps"), Math.toIntExact(state.number("epochs")),
          note == null ? "" : note);
    } catch (IllegalArgumentException | ArithmeticException e) {
      throw new FileFormatException(file, e.getMessage(), e);
    }
  }

  /** Returns the checksum of a content, whose own entry is left out. */
  static String checksum(SafeTensors content) {
    Digest digest = new Digest();
    content.metadata().forEach((key, value) -> {
      if (!key.equals(CHECKSUM_KEY)) {
        digest.add(key).add(value);
      }
    });
    for (DoubleTensor tensor : sorted(content.doubles(), DoubleTensor::name)) {
      digest.add("F64").add(tensor.name()).add(Arrays.toString(tensor.shape())).add(tensor.data());
    }
    for (Tensor tensor : sorted(content.tensors(), Tensor::name)) {
      digest.add("F32").add(tensor.name()).add(Arrays.toString(tensor.shape())).add(tensor.data());
    }
    return digest.hex();
  }

  private static <T> List<T> sorted(List<T> tensors, Function<T, String> name) {
    return tensors.stream().sorted(Comparator.comparing(name)).toList();
  }
}
