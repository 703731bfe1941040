/** Text of messages that all layers use: counts, numbers, quoting. */
package io.github.jinbei.internal.text;
