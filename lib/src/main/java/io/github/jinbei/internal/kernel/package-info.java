/** The operations on flat arrays, their scalar form, and the choice of what runs. */
package io.github.jinbei.internal.kernel;
