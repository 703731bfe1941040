/**
 * The command line: one class a command, each with one table of its options; {@code Main} turns whatever goes wrong
 * into one line and an exit code.
 */
package io.github.jinbei.cli;
