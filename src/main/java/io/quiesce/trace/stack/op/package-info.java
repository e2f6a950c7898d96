/**
 * Puts the events of one call of Go's stack allocator together.
 *
 * <p>A refill, a release or a clear leaves several events, and events of other Ms lie between them.
 * Here they become one {@link io.quiesce.trace.stack.op.StackOp}, placed where Go held the lock
 * that made it one step, so that a sequential replay of operations is the order in which Go changed
 * its lists. Depends on {@code trace.read} only.
 */
package io.quiesce.trace.stack.op;
