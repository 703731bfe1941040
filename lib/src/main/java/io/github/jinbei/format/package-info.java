/**
 * Files of models and checkpoints: a reader and a writer of the safetensors format. Everything read is
 * checked; a file is replaced in one step.
 *
 * <p>A safetensors file, integers little-endian:
 *
 * <pre>
 *   byte 0   8               8+N                                      end
 *        +---+----------------+-----------------+-----+----------------+
 *        | N | JSON, N bytes  | tensor a, F64   | ... | tensor z, F32  |
 *        +---+----------------+-----------------+-----+----------------+
 *                             0           data_offsets                     relative to 8+N
 *
 *   {"__metadata__": {"key": "value"},
 *    "tensor a": {"dtype": "F64", "shape": [784, 30], "data_offsets": [0, 188160]}, ... }
 * </pre>
 *
 * Tensors of an integer dtype ({@code I8} to {@code I64}, {@code U8} to {@code U64}) are skipped. {@code __metadata__} may
 * be null; other members of a tensor are ignored. The JSON is UTF-8, begins with <code>{</code> and may be padded with
 * spaces. The tensors cover the data without gaps or overlap. Source: the format's
 * <a href="https://huggingface.co/docs/safetensors">description</a>.
 *
 * <h2>Versions</h2>
 *
 * The metadata entry {@code format} names the kind of a file and its version, which is a whole number:
 *
 * <table>
 * <caption>All kinds and versions</caption>
 * <tr><th>format</th><th>content</th></tr>
 * <tr><td>{@code jinbei/1}</td><td>a model whose layers have weights, biases and an activation without parameters</td></tr>
 * <tr><td>{@code jinbei/2}</td><td>a model that may also have norms, dropout and PReLU</td></tr>
 * <tr><td>{@code jinbei/3}</td><td>a model whose inputs have factors, and everything of jinbei/2; or, with the entry {@code
 *     kind}, a classifier or a regressor of tables</td></tr>
 * <tr><td>{@code jinbei-checkpoint/1}</td><td>a training under way</td></tr>
 * </table>
 *
 * <ul>
 * <li>A file names the lowest version that can express its content, so that the oldest possible library can read it.
 * <li>A library reads every version that was ever written before it. Frozen files of each version are among its tests.
 * <li>An unknown version is an error, whose message contains the version found and those expected.
 * <li>What an older library would misread, or would leave out without an error, gets a new version. The following do not: a
 *     new word of an entry that lists names, such as an activation, because an older library rejects a word that it does not
 *     know; and a new metadata entry that only informs. A model with further tensors is rejected, so these too need a version.
 * <li>The meaning of an entry or a tensor never changes within a version.
 * <li>Every version of a checkpoint has the same {@code checksum}, so that a damaged file is told from one of a later version.
 * </ul>
 */
package io.github.jinbei.format;
