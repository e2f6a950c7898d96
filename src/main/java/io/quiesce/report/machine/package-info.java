/**
 * A night for other programs: SARIF, JUnit XML, annotations of GitHub, JSON.
 *
 * <p>Rules: a night that was blind is a failure in each of them; file names are those of the
 * checkout, so that readers can jump there.
 *
 * <p>Depends on {@code view}.
 */
package io.quiesce.report.machine;
