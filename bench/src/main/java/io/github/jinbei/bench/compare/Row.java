package io.github.jinbei.bench.compare;

import io.github.jinbei.bench.results.Key;
import io.github.jinbei.bench.results.Result;

/**
 * One line of a comparison.
 *
 * @param key what was measured
 * @param verdict what is said of it
 * @param base the base's figures, or null if there are none
 * @param current the current side's figures, or null if there are none
 * @param raw the effect, or null where a side is missing or in error
 * @param normalised the effect with each side divided by its ruler, or null where there is no ruler
 * @param threshold a difference up to this is none, as a fraction: 0.03
 * @param allocation what is said of the bytes allocated
 * @param note why, in a few words, where the verdict alone does not tell; else empty
 */
public record Row(Key key, Verdict verdict, Result base, Result current, Estimate raw, Estimate normalised,
    double threshold, Allocation allocation, String note) {}
