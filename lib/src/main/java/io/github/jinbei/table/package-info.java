/**
 * Tables of numbers, texts and gaps. {@link io.github.jinbei.table.Table} holds named columns.
 */
package io.github.jinbei.table;
