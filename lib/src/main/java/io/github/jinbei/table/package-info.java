/**
 * Tables of numbers, texts and gaps. {@link io.github.jinbei.table.Table} holds named columns, and
 * {@link io.github.jinbei.table.Features} makes inputs of a network of them.
 */
package io.github.jinbei.table;
