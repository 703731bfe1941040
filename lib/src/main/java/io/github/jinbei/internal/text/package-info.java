/** Wording that messages of all layers share. */
package io.github.jinbei.internal.text;
