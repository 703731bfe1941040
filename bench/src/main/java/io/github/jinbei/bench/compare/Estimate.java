package io.github.jinbei.bench.compare;

/**
 * An estimate of the ratio of speeds, current over base: 1.05 is 5 % faster, 0.95 is 5 % slower, whatever the unit.
 *
 * @param ratio the estimate
 * @param low lower end of its confidence interval
 * @param high upper end
 * @param p the p-value of this row alone
 * @param adjusted the p-value after Holm's adjustment over all rows, at least p, at most 1
 * @param detectable the smallest slowdown that forks as many and as noisy as these find in four of five comparisons, as
 *     a ratio of speeds above 1 (1.02: a slowdown or gain of 2 %); infinite if no effect can be found
 * @param forksToDecide the number of forks a side that would probably decide the row, if further forks have the same noise;
 *     0 if it is decided
 * @param test the method of p: {@code exact permutation}, or {@code normal permutation} if there are too many forks to count
 */
public record Estimate(double ratio, double low, double high, double p, double adjusted, double detectable,
    int forksToDecide, String test) {}
