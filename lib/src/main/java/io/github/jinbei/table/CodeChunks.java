package io.github.jinbei.table;

import java.util.Arrays;

/** A list of ints in arrays of at most one length, as {@link NumberChunks} is one of doubles. */
final class CodeChunks {

  private static final int SHIFT = 12;
  private static final int CHUNK = 1 << SHIFT;
  private static final int FIRST = 16;

  private int[][] chunks = new int[1][];
  private int size;

  int size() {
    return size;
  }

  int get(int index) {
    return chunks[index >> SHIFT][index & CHUNK - 1];
  }

  void add(int code) {
    int place = size & CHUNK - 1;
    int[] chunk = place == 0 ? nextChunk() : chunks[size >> SHIFT];
    if (place == chunk.length) {
      chunk = Arrays.copyOf(chunk, 2 * place);
      chunks[size >> SHIFT] = chunk;
    }
    chunk[place] = code;
    size++;
  }

  /** Returns a new chunk behind the others. The first one is small and grows; the others have their full length. */
  private int[] nextChunk() {
    int next = size >> SHIFT;
    if (next == chunks.length) {
      chunks = Arrays.copyOf(chunks, 2 * next);
    }
    chunks[next] = new int[next == 0 ? FIRST : CHUNK];
    return chunks[next];
  }

  /** Releases the memory behind the last code. No code may be added after that. */
  void trim() {
    int last = size - 1 >> SHIFT;
    chunks = Arrays.copyOf(chunks, last + 1);
    chunks[last] = Arrays.copyOf(chunks[last], size - (last << SHIFT));
  }
}
