/**
 * The corpus of bugs: real ones, brought back as diffs, and what catches them.
 *
 * <p>A bug is a directory of resources: a diff against the subject's sources, what is known of it,
 * and a lesson. {@code corpus} reads them, {@code place} knows where the product and its tests are,
 * {@code overlay} applies a diff in memory and compiles it, {@code tool} runs six tools against the
 * result, each in JVMs of its own ({@code worker}), and {@code matrix} measures all and compares
 * with what each bug promises.
 *
 * <p>Rules that hold across it: the pristine sources are never changed; a bug never runs in this
 * JVM; a tool that could not run is never taken for one that found nothing.
 *
 * <p>May depend on {@code oracle} and {@code explore}; the subject and the command line are started
 * by name, in JVMs of their own.
 */
package io.quiesce.bugs;
