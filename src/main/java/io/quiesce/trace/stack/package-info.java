/**
 * The stack level of a replay: Go's stack allocations, frees, cache clears and phase changes drive
 * the stack allocator, and what it does is compared step by step with what Go did.
 *
 * <p>The allocator works on a heap and at addresses of its own; a stack of Go's and ours correspond
 * from allocation to free, and a pool span of Go's and ours from the moment both took it. Since the
 * pool keeps Go's list policy, the correspondence of spans must be exact, down to the order of the
 * lists. Which way a call went is seen from outside: cache bytes, lists and stacks_inuse before and
 * after it. Depends on {@code trace.read}, {@code trace.check}, {@code phase}, {@code heap}, {@code
 * sched} and {@code stack}.
 */
package io.quiesce.trace.stack;
