/**
 * Small programs with a bug that the explorer must find before it may say anything.
 *
 * <p>Each has two actors, {@code left} and {@code right}, and shows its state as text. They are
 * compiled like any class of a user. Depends on nothing.
 */
package io.quiesce.explore.canary;
