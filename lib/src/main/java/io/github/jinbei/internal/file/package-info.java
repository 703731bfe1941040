/** Files replaced as a whole, and access to files that does not depend on the state of the calling thread. */
package io.github.jinbei.internal.file;
