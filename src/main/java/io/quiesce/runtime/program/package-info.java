/**
 * The programs that the runtime runs: what stresses the allocators and the collector in the ways in
 * which real Go programs do.
 *
 * <p>Each checks its own results and verifies the contents of the objects it meets, and winds down
 * by itself when its time is over: every goroutine ends.
 *
 * <p>Depends on {@code runtime.code}.
 */
package io.quiesce.runtime.program;
