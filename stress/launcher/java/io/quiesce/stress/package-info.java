/**
 * What the stress suites have in common: what one is, how hard it tries, how a test can end.
 *
 * <p>Rules that hold across it and the packages below: a run is green only if every test that was
 * asked for did run, gave samples and gave only outcomes that it lists. What did not run, died,
 * hung or could not be scheduled is a failure with a name of its own ({@link
 * io.quiesce.stress.Verdict}). A run that matches nothing fails. Nothing here is part of the
 * runnable jar.
 *
 * <p>Imports nothing of the project; {@code launch} runs the suites, which each have a package.
 */
package io.quiesce.stress;
