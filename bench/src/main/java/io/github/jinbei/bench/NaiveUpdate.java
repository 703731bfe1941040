package io.github.jinbei.bench;

/** The optimizers by the formulas of their papers, parameter by parameter. */
final class NaiveUpdate implements ParameterUpdate {

  private final UpdateRule rule;
  private final float[] parameters;
  private final float[] gradient;
  private final float scale;
  private final float[] m;
  private final float[] v;
  private int step;

  NaiveUpdate(Net net, UpdateRule rule, float[] gradient) {
    this.rule = rule;
    this.gradient = gradient;
    parameters = Batch.parameters(net);
    scale = 1f / net.batch();
    m = new float[parameters.length];
    v = new float[parameters.length];
  }

  @Override
  public void run() {
    step++;
    switch (rule) {
      case SGD:
        descend();
        break;
      case MOMENTUM:
        momentum();
        break;
      case NESTEROV:
        nesterov();
        break;
      case ADAGRAD:
        adagrad();
        break;
      case RMSPROP:
        rmsprop();
        break;
      case ADAMW:
        decay();
        adam();
        break;
      default:
        adam();
    }
  }

  private void descend() {
    for (int i = 0; i < parameters.length; i++) {
      parameters[i] -= UpdateRule.RATE * (gradient[i] * scale);
    }
  }

  private void momentum() {
    for (int i = 0; i < parameters.length; i++) {
      v[i] = UpdateRule.MOMENTUM_SHARE * v[i] - UpdateRule.RATE * (gradient[i] * scale);
      parameters[i] += v[i];
    }
  }

  private void nesterov() {
    for (int i = 0; i < parameters.length; i++) {
      float g = gradient[i] * scale;
      v[i] = UpdateRule.MOMENTUM_SHARE * v[i] - UpdateRule.RATE * g;
      parameters[i] += UpdateRule.MOMENTUM_SHARE * v[i] - UpdateRule.RATE * g;
    }
  }

  private void adagrad() {
    for (int i = 0; i < parameters.length; i++) {
      float g = gradient[i] * scale;
      v[i] += g * g;
      parameters[i] -= UpdateRule.RATE * g / ((float) Math.sqrt(v[i]) + UpdateRule.EPSILON);
    }
  }

  private void rmsprop() {
    for (int i = 0; i < parameters.length; i++) {
      float g = gradient[i] * scale;
      v[i] = UpdateRule.RHO * v[i] + (1 - UpdateRule.RHO) * g * g;
      parameters[i] -= UpdateRule.RATE * g / ((float) Math.sqrt(v[i]) + UpdateRule.EPSILON);
    }
  }

  private void decay() {
    for (int i = 0; i < parameters.length; i++) {
      parameters[i] -= UpdateRule.RATE * UpdateRule.DECAY * parameters[i];
    }
  }

  private void adam() {
    float unbiasM = (float) (1 / (1 - Math.pow(UpdateRule.BETA1, step)));
    float unbiasV = (float) (1 / (1 - Math.pow(UpdateRule.BETA2, step)));
    for (int i = 0; i < parameters.length; i++) {
      float g = gradient[i] * scale;
      m[i] = UpdateRule.BETA1 * m[i] + (1 - UpdateRule.BETA1) * g;
      v[i] = UpdateRule.BETA2 * v[i] + (1 - UpdateRule.BETA2) * g * g;
      parameters[i] -= UpdateRule.RATE * (m[i] * unbiasM) / ((float) Math.sqrt(v[i] * unbiasV) + UpdateRule.EPSILON);
    }
  }

  @Override
  public float[] parameters() {
    return parameters;
  }
}
