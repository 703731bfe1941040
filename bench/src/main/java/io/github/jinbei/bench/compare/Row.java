package io.github.jinbei.bench.compare;

import io.github.jinbei.bench.results.Key;
import io.github.jinbei.bench.results.Result;

/**
 * One line of a comparison.
 *
 * @param key the benchmark with its mode, threads and parameters
 * @param verdict the verdict on its speed
 * @param base the base's figures, or null if there are none
 * @param current the current side's figures, or null if there are none
 * @param raw the estimate, or null if a side is missing or in error
 * @param normalised the estimate with each side divided by its ruler, or null if there is no ruler
 * @param threshold the largest difference of an equivalent row, as a fraction: 0.03
 * @param allocation the verdict on the bytes allocated
 * @param note the reason in a few words, if the verdict alone is not clear; else empty
 */
public record Row(Key key, Verdict verdict, Result base, Result current, Estimate raw, Estimate normalised,
    double threshold, Allocation allocation, String note) {}
