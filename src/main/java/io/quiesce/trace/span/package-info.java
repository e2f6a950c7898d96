/**
 * The span level of a replay: Go's span allocations, frees, growth and scavenging drive the page
 * heap at Go's own addresses, and after each event all figures, the identities AC1 to AC12 and the
 * zeroing contract are compared.
 *
 * <p>Which address a span gets is an input: the trace does not hold Go's per-P page caches. What is
 * judged is everything that follows from it. Depends on {@code trace.read}, {@code trace.check},
 * {@code phase} and {@code heap}.
 */
package io.quiesce.trace.span;
