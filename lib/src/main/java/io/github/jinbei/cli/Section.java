package io.github.jinbei.cli;

import java.util.List;

/**
 * Options that belong together.
 *
 * @param title stands above them in the help; empty for none
 * @param table the options in the order of the help
 */
record Section(String title, List<Option<?>> table) {}
