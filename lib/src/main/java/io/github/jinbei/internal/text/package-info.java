/** Text of messages that all layers use: counts, numbers, line breaks, quoting; and digests of values. */
package io.github.jinbei.internal.text;
