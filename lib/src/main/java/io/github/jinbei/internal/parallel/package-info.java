/**
 * Threads that work on one thing at once: each runs the same task on its own share of the data, and they meet at
 * barriers. Knows nothing of what the task does.
 */
package io.github.jinbei.internal.parallel;
