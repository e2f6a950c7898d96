/**
 * Goroutine stacks: where they come from, and when their pages may go back (Go: runtime/stack.go).
 *
 * <p>A request falls through three levels, and a release climbs them in reverse:
 *
 * <ol>
 *   <li>the per-P cache, touched only by the owner of the P, on the system stack;
 *   <li>{@code StackPool}, the spans of one order that are cut into stacks, shared by all Ms; large
 *       stacks have {@code LargeStacks} in its place;
 *   <li>the page heap.
 * </ol>
 *
 * <p>{@link io.quiesce.stack.StackAllocator} is the whole for its callers. Three rules hold across
 * the package: a span leaves for the page heap only inside the phase gate, and if the gate is
 * closed it is kept where the end of the cycle finds it (S6, S8); no method blocks, every loop is a
 * retry that some other M's success caused; a wrong request is an exception before anything is
 * changed.
 *
 * <p>Depends on {@code heap}, {@code sched}, {@code phase} and {@code lockfree}. What goroutines do
 * with their stacks is in {@code stack.goroutine}.
 */
package io.quiesce.stack;
