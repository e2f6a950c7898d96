/**
 * Lessons for people: what was explored and measured is put in the place of the placeholders of
 * their texts, which are then shown as text or as a static site.
 *
 * <p>Rule: whatever can be counted or measured is a placeholder, and a placeholder that nothing
 * fills is an error.
 *
 * <p>Depends on {@code learn.course}, {@code learn.predict}, {@code learn.measure}, {@code
 * bugs.corpus}, {@code explore.report} and commonmark.
 */
package io.quiesce.learn.page;
