/** The command line of the benchmark jar: {@link io.github.jinbei.bench.cli.Main}, and one class for each subcommand. */
package io.github.jinbei.bench.cli;
