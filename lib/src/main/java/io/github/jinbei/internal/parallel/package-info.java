/**
 * Threads that run the same task at once, each on its own share of the data, and meet at barriers; and jobs on threads of their
 * own. The package does not depend on what a task or a job computes.
 */
package io.github.jinbei.internal.parallel;
