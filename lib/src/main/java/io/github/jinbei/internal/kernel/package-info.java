/** The operations on flat arrays, their scalar implementation, and the choice of the backend. */
package io.github.jinbei.internal.kernel;
