/**
 * Threads that run the same task at once, each on its own share of the data, and meet at barriers. The package does not depend
 * on what a task computes.
 */
package io.github.jinbei.internal.parallel;
