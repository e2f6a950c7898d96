/**
 * What runs in a forked JVM: the main classes of the tools that have none of their own, and the
 * lines by which they tell how far they are.
 *
 * <p>A worker runs tests one after the other, the ones asked for first, until one fails or all have
 * ended. It never decides when its time is up: who forked it does.
 *
 * <p>Depends on {@code explore} and on JUnit, which only a checkout's class path has.
 */
package io.quiesce.bugs.worker;
