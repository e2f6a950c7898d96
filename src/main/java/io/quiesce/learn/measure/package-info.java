/**
 * What the hardware at hand does: the programs of a lesson under jcstress, in JVMs of its own.
 *
 * <p>jcstress is no part of the product. Its classes come from a checkout's test class path or from
 * a jar that the user names; the programs are compiled with its annotation processor, it is started
 * by the name of its main class, and its console output is read. Where it is missing or fails, that
 * is said; no figure is ever made up or taken from elsewhere.
 *
 * <p>Depends on {@code learn.course}, {@code bugs.place}, {@code bugs.overlay} and {@code
 * explore.java}.
 */
package io.quiesce.learn.measure;
