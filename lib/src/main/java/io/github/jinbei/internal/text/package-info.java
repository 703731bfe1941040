/** Text of messages that all layers use: counts, numbers, line breaks, quoting. */
package io.github.jinbei.internal.text;
