package io.github.jinbei.report;

/**
 * A lesson of the course: the computed figures and the page that shows them.
 *
 * @param <F> the type of the figures
 * @param figures the computed figures
 * @param page the pictures drawn from the figures
 */
public record Lesson<F>(F figures, Page page) {}
