/**
 * Pages and pictures: {@link io.github.jinbei.report.Lessons} computes and draws those of the course; {@link
 * io.github.jinbei.report.Page} is a file of HTML or SVG, {@link io.github.jinbei.report.Plot} a frame between two axes,
 * {@link io.github.jinbei.report.Svg} the elements. Each lesson has two files: what is computed (as {@code Surface}), and how
 * it is drawn (as {@code SurfacePage}).
 */
package io.github.jinbei.report;
