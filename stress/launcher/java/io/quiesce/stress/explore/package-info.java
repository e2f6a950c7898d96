/**
 * The suite of explored tests: every execution of each jcstress test and of each scenario under
 * {@code stress/explore} that the Java memory model allows, where there are few enough of them.
 *
 * <p>The canaries come first; a test that is not exhausted in its share of the budget is sampled
 * and called {@link io.quiesce.stress.Verdict#UNKNOWN}, never OK.
 *
 * <p>Depends on {@code io.quiesce.explore}.
 */
package io.quiesce.stress.explore;
