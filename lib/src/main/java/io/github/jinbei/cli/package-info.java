/**
 * The command line. Each command is a class with a table of its options. {@code Main} turns every error into one line and an
 * exit code.
 */
package io.github.jinbei.cli;
