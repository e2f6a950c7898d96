/**
 * What was found, for people and for machines: text, witness tables, pictures, JSON, JUnit XML.
 *
 * <p>Rules: nothing here decides anything, it shows what a {@link
 * io.quiesce.explore.run.TestReport} holds; and the three verdicts never look alike.
 *
 * <p>Depends on {@code explore.run}, {@code explore.search} and {@code explore.graph}.
 */
package io.quiesce.explore.report;
