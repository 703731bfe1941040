/**
 * Tables of numbers, texts and gaps. {@link io.github.jinbei.table.Table} holds named columns, {@link
 * io.github.jinbei.table.Csv} reads and writes it as a file, {@link io.github.jinbei.table.CsvReader} reads a file of any size
 * in pieces, and {@link io.github.jinbei.table.Features} makes inputs of a network of them. {@link
 * io.github.jinbei.table.MlpClassifier} and {@link io.github.jinbei.table.MlpRegressor} predict a column from the others.
 */
package io.github.jinbei.table;
