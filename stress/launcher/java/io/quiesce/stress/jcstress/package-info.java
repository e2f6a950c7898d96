/**
 * Runs jcstress 0.16 under the launcher: which forks to run, how long, and what their results mean.
 *
 * <p>jcstress itself schedules, forks and counts; its own main program is not used, because that
 * program passes when nothing matched, when a test needs more CPUs than there are, and when a test
 * does not fit its classes. What is run instead is the same machinery with a plan that fits a
 * budget, and every result is graded here.
 *
 * <p>Depends on {@code io.quiesce.stress} and on jcstress, never on a class under test.
 */
package io.quiesce.stress.jcstress;
