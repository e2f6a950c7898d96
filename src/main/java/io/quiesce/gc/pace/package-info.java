/**
 * The collector's pace: when a cycle starts, what it aims at, who marks in the background and what
 * an allocating goroutine owes (Go: mgcpacer.go).
 *
 * <p>Two rules hold across the package. What is computed is a pure function of figures, so it can
 * be compared with Go's numbers; and a ratio is one immutable value, positive and finite, so no
 * reader sees halves of two.
 *
 * <p>Depends on nothing of the subject.
 */
package io.quiesce.gc.pace;
