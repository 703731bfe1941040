package io.github.jinbei.bench.history;

import java.util.List;

/**
 * A commit in a trend.
 *
 * @param commit the first digits of its hash
 * @param date as in the history; empty if unknown
 * @param forks a figure a fork
 * @param median over the forks
 * @param baseline the median over the medians of the commits before it, never its own; NaN if there are none
 * @param commits how many commits the baseline rests on
 * @param speed ratio of its speed to the baseline's: 0.95 is 5 % slower, whatever the unit; NaN without a baseline
 * @param movement what that is against the threshold
 * @param change how its environment differs from that of the point before it, in words; empty if it does not, or if it
 *     is the first
 */
public record Point(String commit, String date, List<Double> forks, double median, double baseline, int commits,
    double speed, Movement movement, String change) {}
