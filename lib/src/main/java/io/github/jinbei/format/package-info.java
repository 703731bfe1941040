/**
 * Model files: a reader and a writer of the safetensors format. Everything read is checked; a file is replaced in one step.
 *
 * <p>A safetensors file, integers little-endian:
 *
 * <pre>
 *   byte 0   8               8+N                                      end
 *        +---+----------------+-----------------+-----+----------------+
 *        | N | JSON, N bytes  | tensor a, F32   | ... | tensor z, F32  |
 *        +---+----------------+-----------------+-----+----------------+
 *                             0           data_offsets                     relative to 8+N
 *
 *   {"__metadata__": {"key": "value"},
 *    "tensor a": {"dtype": "F32", "shape": [784, 30], "data_offsets": [0, 94080]}, ... }
 * </pre>
 *
 * Tensors of an integer dtype ({@code I8} to {@code I64}, {@code U8} to {@code U64}) are skipped. {@code __metadata__} may
 * be null; other members of a tensor are ignored. The JSON is UTF-8, begins with <code>{</code> and may be padded with
 * spaces. The tensors cover the data without gaps or overlap. Source: the format's
 * <a href="https://huggingface.co/docs/safetensors">description</a>.
 */
package io.github.jinbei.format;
