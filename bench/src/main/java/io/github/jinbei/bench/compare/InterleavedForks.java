package io.github.jinbei.bench.compare;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.IntToDoubleFunction;

/**
 * Forks of two sides that took turns: fork i of either side was measured in round i. What the machine did to a round it
 * did to both, so the effect is estimated from the differences within rounds.
 */
final class InterleavedForks implements Effect {

  /**
   * Rounds among which values may change sides in the test. A block of one round would have two assignments only, and 20
   * rounds could not prove much after Holm's adjustment; over four rounds, A B B A A B B A, a steady drift cancels.
   */
  static final int BLOCK = 4;

  private final Sample base;
  private final Sample current;
  private final long seed;
  private final int rounds;

  /** The forks; both sides have as many. */
  InterleavedForks(Sample base, Sample current, long seed) {
    this.base = base;
    this.current = current;
    this.seed = seed;
    rounds = base.forks();
  }

  @Override
  public double estimate() {
    return mean(round -> current.value(round) - base.value(round));
  }

  private double mean(IntToDoubleFunction difference) {
    double[] differences = new double[rounds];
    Arrays.setAll(differences, difference);
    return TrimmedMean.of(differences);
  }

  @Override
  public double p() {
    List<double[]> baseBlocks = new ArrayList<>();
    List<double[]> currentBlocks = new ArrayList<>();
    int[] sizes = blocks(rounds);
    int from = 0;
    for (int size : sizes) {
      baseBlocks.add(Arrays.copyOfRange(base.values(), from, from + size));
      currentBlocks.add(Arrays.copyOfRange(current.values(), from, from + size));
      from += size;
    }
    return new PermutationTest(baseBlocks, currentBlocks).p();
  }

  /** Blocks of {@value #BLOCK} rounds; what is left over goes to the last. */
  static int[] blocks(int rounds) {
    int[] sizes = new int[Math.max(1, rounds / BLOCK)];
    Arrays.fill(sizes, BLOCK);
    sizes[sizes.length - 1] += rounds - BLOCK * sizes.length;
    return sizes;
  }

  @Override
  public String test() {
    return "exact permutation";
  }

  @Override
  public double smallestP() {
    return PermutationTest.smallestP(blocks(rounds), blocks(rounds));
  }

  @Override
  public Bootstrap bootstrap() {
    SplittableRandom random = new SplittableRandom(seed);
    return new Bootstrap(() -> mean(round -> {
      int drawn = random.nextInt(rounds);
      return current.redraw(drawn, random) - base.redraw(drawn, random);
    }), rounds, degreesOfFreedom());
  }

  @Override
  public int degreesOfFreedom() {
    return rounds - 1;
  }

  @Override
  public int forks() {
    return rounds;
  }
}
