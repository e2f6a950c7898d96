/**
 * Which revision brought a finding.
 *
 * <p>{@link io.quiesce.hunt.bisect.Bisection} is the search, over anything that can be probed; the
 * rest compiles what a scenario needs of a revision and explores it, or runs it again with the
 * engine that found it. The repository's own working tree is never touched.
 *
 * <p>Depends on {@code model}, {@code finding}, {@code engine}, {@code worker}, {@code source} and
 * {@code bugs}.
 */
package io.quiesce.hunt.bisect;
