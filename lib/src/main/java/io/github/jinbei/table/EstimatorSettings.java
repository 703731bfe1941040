package io.github.jinbei.table;

import io.github.jinbei.Activation;
import io.github.jinbei.EpochMetric;
import java.util.List;

/**
 * The settings of an estimator.
 *
 * @param units the units of each hidden layer
 * @param activation of the hidden layers
 * @param folds the number of networks; with 1 a fifth of the rows is set aside
 * @param refit whether the folds only choose the number of epochs for networks that learn from all rows; null if the number of
 *     rows decides
 * @param epochs of each network, at most
 * @param endsEarly whether a network of a fold ends with a cycle of the schedule that has brought no better epoch
 * @param batchSize rows of a batch, at most
 * @param learningRate before the schedule and the factors of layers
 * @param dropout of each hidden layer
 * @param weightDecay decoupled; 0 for none
 * @param labelSmoothing of classes; 0 for a regression
 * @param metric by what the best epoch is chosen
 * @param calibrate whether the probabilities of classes are calibrated; false for a regression
 * @param features how columns become inputs
 * @param seed of the networks and of the choice of rows
 * @param threads the most threads
 * @param listener or null
 * @param diagnostics whether each network is measured after its epochs
 */
record EstimatorSettings(List<Integer> units, Activation activation, int folds, Boolean refit, int epochs, boolean endsEarly,
    int batchSize, float learningRate, float dropout, float weightDecay, float labelSmoothing, EpochMetric metric,
    boolean calibrate, FeatureOptions features, long seed, int threads, EstimatorListener listener,
    boolean diagnostics) {}
