/**
 * Tables of numbers, texts and gaps. {@link io.github.jinbei.table.Table} holds named columns, {@link
 * io.github.jinbei.table.Csv} reads and writes it as a file, {@link io.github.jinbei.table.CsvReader} reads a file of any size
 * in pieces, and {@link io.github.jinbei.table.Features} makes inputs of a network of them. {@link
 * io.github.jinbei.table.MlpClassifier} and {@link io.github.jinbei.table.MlpRegressor} predict a column from the others.
 *
 * <p>{@link io.github.jinbei.table.Answers} has the figures of an estimator's quality. {@link
 * io.github.jinbei.table.CrossValidation} computes them on rows that are not trained on, and {@link
 * io.github.jinbei.table.Search} compares settings by it. {@link io.github.jinbei.table.Importance} and {@link
 * io.github.jinbei.table.PartialDependence} show what an estimator makes of a column.
 */
package io.github.jinbei.table;
