package io.github.jinbei.cli;

import java.util.List;

/**
 * A group of options.
 *
 * @param title the line above them in the help; empty for none
 * @param table the options in the order of the help
 */
record Section(String title, List<Option<?>> table) {}
