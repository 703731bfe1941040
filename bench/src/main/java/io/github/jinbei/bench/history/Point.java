package io.github.jinbei.bench.history;

import java.util.List;

/**
 * A commit in a trend.
 *
 * @param commit the first digits of its hash
 * @param date the date as in the history; empty if unknown
 * @param forks one figure a fork
 * @param median the median over the forks
 * @param baseline the median over the medians of earlier commits; NaN if there are none
 * @param commits the number of commits in the baseline
 * @param speed the ratio of its speed to the baseline's: 0.95 is 5 % slower, whatever the unit; NaN without a baseline
 * @param movement the movement that the threshold gives for this ratio
 * @param change the difference of its environment from that of the previous point, in words; empty if there is none, or if
 *     this is the first point
 */
public record Point(String commit, String date, List<Double> forks, double median, double baseline, int commits,
    double speed, Movement movement, String change) {}
