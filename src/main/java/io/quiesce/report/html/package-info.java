/**
 * The pages for people: one for each night, its evidence, and an index over all.
 *
 * <p>Each page stands alone: style and script are in it, nothing comes from elsewhere, it is
 * readable in light and dark, by keyboard, and without the script, which only sorts tables. Tags
 * are j2html's, which escapes all text; the only text that goes in unescaped is that of charts and
 * graphs, which escape what they draw, and of this package's own resources.
 *
 * <p>Depends on {@code view} and {@code chart}.
 */
package io.quiesce.report.html;
