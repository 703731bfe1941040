/**
 * Programs to copy from, each in one file of fewer than 60 lines:
 *
 * <ul>
 *   <li>{@link example.TableExample}: classes of the rows of a table
 *   <li>{@link example.RegressionExample}: numbers for the rows of a table
 *   <li>{@link example.EmbeddingsExample}: classes of vectors that another model has computed
 *   <li>{@link example.StreamExample}: a network that learns from a stream, batch by batch
 *   <li>{@link example.CheckpointExample}: early stopping, and a training that survives a failure
 *   <li>{@link example.ActivationExample}: an activation function of your own, with a check of its derivative
 *   <li>{@link example.ServerExample}: a web server that predicts, and replaces its model while it runs
 *   <li>{@link example.MachinesExample}: several machines that train one network
 * </ul>
 *
 * The first command builds the library, in the folder of the repository. The second runs an example:
 *
 * <pre>
 * mvn -q -DskipTests -pl lib package
 * java --add-modules jdk.incubator.vector -cp lib/target/jinbei.jar lib/src/test/java/example/TableExample.java
 * </pre>
 */
package example;
