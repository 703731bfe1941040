/**
 * Pages and pictures. A {@link io.github.jinbei.report.Report} is the page of a training and its test. {@link
 * io.github.jinbei.report.Lessons} computes and draws the lessons of the course. A {@link io.github.jinbei.report.Page} is a
 * file of HTML or SVG, a {@link io.github.jinbei.report.Plot} a picture with two axes, and {@link io.github.jinbei.report.Svg}
 * writes SVG elements. Each lesson has two classes: one computes the figures (for example {@code Surface}), the other draws
 * them ({@code SurfacePage}).
 */
package io.github.jinbei.report;
