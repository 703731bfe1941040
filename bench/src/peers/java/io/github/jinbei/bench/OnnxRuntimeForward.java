package io.github.jinbei.bench;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OnnxValue;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.Map;

/**
 * ONNX Runtime's prediction, with all its optimizations of the graph, on its own kernels for the CPU. Rows and outputs
 * are direct buffers that it reads and writes itself; {@link #outputs} copies the outputs to the heap. What its Java
 * API does in each call, looking up names and making a map of results, is timed too.
 */
final class OnnxRuntimeForward implements Forward {

  private final OrtSession session;
  private final Map<String, OnnxTensor> inputs;
  private final Map<String, OnnxValue> results;
  private final FloatBuffer y;
  private final float[] outputs;

  OnnxRuntimeForward(Net net, float[] parameters, float[] x, int rows, int threads) {
    int in = net.units(0);
    int out = net.units(net.layers());
    outputs = new float[rows * out];
    y = floats(rows * out);
    OrtEnvironment environment = OrtEnvironment.getEnvironment();
    try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
      options.setIntraOpNumThreads(threads);
      options.setInterOpNumThreads(1);
      options.setOptimizationLevel(OrtSession.SessionOptions.OptLevel.ALL_OPT);
      session = environment.createSession(OnnxModel.of(net, parameters, rows), options);
      inputs = Map.of(OnnxModel.INPUT,
          OnnxTensor.createTensor(environment, floats(rows * in).put(0, x), new long[] {rows, in}));
      results = Map.of(OnnxModel.OUTPUT, OnnxTensor.createTensor(environment, y, new long[] {rows, out}));
    } catch (OrtException e) {
      throw new IllegalStateException("ONNX Runtime rejects the model of " + net + ": " + e.getMessage(), e);
    }
  }

  private static FloatBuffer floats(int length) {
    return ByteBuffer.allocateDirect(length * Float.BYTES).order(ByteOrder.nativeOrder()).asFloatBuffer();
  }

  @Override
  public void run() {
    try (OrtSession.Result done = session.run(inputs, results)) {
      if (done.size() != 1) {
        throw new IllegalStateException("ONNX Runtime returns " + done.size() + " results, expected 1");
      }
    } catch (OrtException e) {
      throw new IllegalStateException("ONNX Runtime fails: " + e.getMessage(), e);
    }
  }

  @Override
  public float[] outputs() {
    y.get(0, outputs);
    return outputs;
  }
}
