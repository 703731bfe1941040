/** Replacement of files in one step, file operations in interrupted threads, and resources of the jar. */
package io.github.jinbei.internal.file;
