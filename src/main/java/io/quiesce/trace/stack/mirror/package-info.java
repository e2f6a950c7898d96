/**
 * What Go holds by the trace, and what of ours stands for it: pools, spans, stacks, Ms and Ps.
 *
 * <p>Nothing here drives the allocator. Depends on {@code trace.read}, {@code trace.check}, {@code
 * heap}, {@code sched}, and of {@code stack} on the sizes only.
 */
package io.quiesce.trace.stack.mirror;
