/**
 * The six tools, run against the unpatched subject or against a bug: each in forked JVMs with a
 * limit of time, all that they print kept as evidence.
 *
 * <p>A tool finds a bug when a check that passes on the unpatched subject fails, hangs by a limit
 * of its own, or takes its JVM down. Running out of budget is no finding, and a tool that could not
 * work is neither a finding nor its absence.
 *
 * <p>Others that start JVMs of the product use {@link io.quiesce.bugs.tool.JavaCommand}, {@link
 * io.quiesce.bugs.tool.Fork} and {@link io.quiesce.bugs.tool.StressClasses} too.
 *
 * <p>Depends on {@code corpus}, {@code overlay}, {@code place} and {@code worker}.
 */
package io.quiesce.bugs.tool;
