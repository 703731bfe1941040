/**
 * Data to learn from: {@link io.github.jinbei.data.Dataset}, and where to get one: MNIST and other pairs of IDX files
 * ({@link io.github.jinbei.data.Idx}), or the small sample that comes with the library
 * ({@link io.github.jinbei.data.Digits}).
 */
package io.github.jinbei.data;
