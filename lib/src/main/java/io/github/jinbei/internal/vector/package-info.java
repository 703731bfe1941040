/**
 * The operations in vector lanes. The only package that imports {@code jdk.incubator.vector}; loaded by name, and not
 * at all where that module is absent.
 */
package io.github.jinbei.internal.vector;
