/**
 * Data sets: {@link io.github.jinbei.data.Dataset} holds the rows, {@link io.github.jinbei.data.Idx} reads them from MNIST
 * and other pairs of IDX files, and {@link io.github.jinbei.data.Digits} is the small sample in the library's jar.
 */
package io.github.jinbei.data;
