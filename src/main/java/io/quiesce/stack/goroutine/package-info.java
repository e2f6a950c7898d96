/**
 * What goroutines do with their stacks: frames, growth, moving, shrinking, and the lists of dead
 * goroutines that keep theirs (Go: runtime/stack.go from {@code adjustpointer} on, and {@code
 * gfput} and its relatives in proc.go).
 *
 * <p>Frames are real bytes. Each has a header with the number of its {@link
 * io.quiesce.stack.goroutine.FrameLayout}, which says which of its words are pointers; so a moved
 * stack is found as any debugger would find it, and only pointers into the stack change.
 *
 * <p>Rules that hold across the package: a stack is touched only by whoever the status word of its
 * goroutine names (G7); nothing holds an address into a stack across a call that may move it (Y2);
 * whatever can move or free a stack runs on the system stack (Y1); each refusal comes before the
 * first change.
 *
 * <p>Depends on {@code stack}, {@code sched} and {@code phase}.
 */
package io.quiesce.stack.goroutine;
