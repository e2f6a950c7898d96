/**
 * Charts as SVG that a page takes in: they use its colours, light or dark, and no font of the
 * reader.
 *
 * <p>XChart draws, Batik writes. Both go through AWT, which wants fontconfig and a font on the
 * machine that writes the page; without them there is no chart, and the page says why.
 *
 * <p>Depends on nothing of the project.
 */
package io.quiesce.report.chart;
