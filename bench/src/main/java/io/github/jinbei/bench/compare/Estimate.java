package io.github.jinbei.bench.compare;

/**
 * How much faster the current side is, as a ratio of speeds: 1.05 is 5 % faster, 0.95 5 % slower, whatever the unit.
 *
 * @param ratio the estimate
 * @param low lower end of its confidence interval
 * @param high upper end
 * @param p the p-value of this row alone
 * @param adjusted the p-value after Holm's adjustment over all rows, at least p, at most 1
 * @param detectable the smallest slowdown that forks as many and as noisy as these find in four of five comparisons, as
 *     a ratio of speeds above 1 (1.02: a slowdown or gain of 2 %); infinite where no effect would do
 * @param forksToDecide forks a side that would probably decide the row, if they are like those there are; 0 where it is
 *     decided
 * @param test what gave p: {@code exact permutation}, or {@code normal permutation} where there are too many forks to count
 */
public record Estimate(double ratio, double low, double high, double p, double adjusted, double detectable,
    int forksToDecide, String test) {}
