/**
 * What the memory model allows: every program of a lesson explored, and the lesson's claims held
 * against it.
 *
 * <p>Depends on {@code learn.course}, {@code bugs.place} and {@code explore}.
 */
package io.quiesce.learn.predict;
