/** The command line of the benchmarks' jar: a class a subcommand, and {@link io.github.jinbei.bench.cli.Main}. */
package io.github.jinbei.bench.cli;
