package io.github.jinbei.bench;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * A net as a model in the ONNX format: a Gemm node for each layer, and a node for its activation. It is written by hand,
 * because two kinds of protocol-buffer fields suffice: whole numbers, and bytes that are text, data or another message. The
 * field numbers are those of the format's definition, onnx.proto.
 */
final class OnnxModel {

  /** The name of the net's input, batch x inputs. */
  static final String INPUT = "x";
  /** The name of the net's output, batch x outputs. */
  static final String OUTPUT = "y";

  private static final int IR_VERSION = 8;
  /** The version of the operators; from this one on softmax uses the last dimension by default. */
  private static final int OPERATORS = 13;
  private static final int FLOAT = 1;

  private static final int NUMBER = 0;
  private static final int BYTES = 2;

  private OnnxModel() {}

  /** Returns the bytes of a ModelProto for batches of {@code rows}. */
  static byte[] of(Net net, float[] parameters, int rows) {
    Message operators = new Message().number(2, OPERATORS);
    return new Message().number(1, IR_VERSION).message(7, graph(net, parameters, rows)).message(8, operators).bytes();
  }

  private static Message graph(Net net, float[] parameters, int rows) {
    Message graph = new Message().text(2, "net");
    String from = INPUT;
    int at = 0;
    for (int l = 0; l < net.layers(); l++) {
      int in = net.units(l);
      int out = net.units(l + 1);
      String operator = operator(net, l);
      String output = l == net.layers() - 1 ? OUTPUT : "a" + l;
      String sums = operator == null ? output : "z" + l;
      graph.message(5, tensor("w" + l, parameters, at, in, out));
      graph.message(5, tensor("b" + l, parameters, at + in * out, out));
      graph.message(1, node("Gemm", sums, from, "w" + l, "b" + l));
      if (operator != null) {
        graph.message(1, node(operator, output, sums));
      }
      from = output;
      at += (in + 1) * out;
    }
    return graph.message(11, matrix(INPUT, rows, net.units(0)))
        .message(12, matrix(OUTPUT, rows, net.units(net.layers())));
  }

  /** Returns the operator of a layer's activation, null for identity. */
  private static String operator(Net net, int l) {
    switch (net.activation(l)) {
      case IDENTITY:
        return null;
      case RELU:
        return "Relu";
      case SIGMOID:
      case TANH:
      case SOFTMAX:
        String name = net.activation(l).name();
        return name.charAt(0) + name.substring(1).toLowerCase(Locale.ROOT);
      default:
        throw new IllegalArgumentException("activation: " + net.activation(l) + ", expected one of those of Net");
    }
  }

  /** Returns a NodeProto. Gemm without attributes multiplies without factors and transposes. */
  private static Message node(String operator, String output, String... inputs) {
    Message node = new Message();
    for (String input : inputs) {
      node.text(1, input);
    }
    return node.text(2, output).text(4, operator);
  }

  /** Returns a TensorProto of the elements from {@code at} on. */
  private static Message tensor(String name, float[] values, int at, int... sizes) {
    Message tensor = new Message();
    int length = 1;
    for (int size : sizes) {
      tensor.number(1, size);
      length *= size;
    }
    ByteBuffer data = ByteBuffer.allocate(length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    data.asFloatBuffer().put(values, at, length);
    return tensor.number(2, FLOAT).text(8, name).bytes(9, data.array());
  }

  /** Returns a ValueInfoProto. */
  private static Message matrix(String name, int rows, int columns) {
    Message shape = new Message().message(1, new Message().number(1, rows)).message(1, new Message().number(1, columns));
    Message type = new Message().number(1, FLOAT).message(2, shape);
    return new Message().text(1, name).message(2, new Message().message(1, type));
  }

  /** A message of protocol buffers under construction. */
  private static final class Message {

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    Message number(int field, int value) {
      varint(field << 3 | NUMBER);
      varint(value);
      return this;
    }

    Message text(int field, String value) {
      return bytes(field, value.getBytes(StandardCharsets.UTF_8));
    }

    Message message(int field, Message value) {
      return bytes(field, value.bytes());
    }

    Message bytes(int field, byte[] value) {
      varint(field << 3 | BYTES);
      varint(value.length);
      bytes.writeBytes(value);
      return this;
    }

    byte[] bytes() {
      return bytes.toByteArray();
    }

    /** Writes a number: seven bits a byte, the lowest first, with the eighth bit set if more bytes follow. */
    private void varint(int value) {
      int rest = value;
      while ((rest & ~0x7f) != 0) {
        bytes.write(rest & 0x7f | 0x80);
        rest >>>= 7;
      }
      bytes.write(rest);
    }
  }
}
