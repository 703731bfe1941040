package io.github.jinbei.report;

/**
 * A lesson of the course: what was computed, and the page that shows it.
 *
 * @param figures what was computed
 * @param page the pictures drawn from the figures
 */
public record Lesson<F>(F figures, Page page) {}
