/**
 * The memory under the segmented stacks of 2014: blocks of the heap and memory of the OS.
 *
 * <p>Two origins that never mix (O2, O3, O5). {@link io.quiesce.stack.segmented.block.BlockHeap}
 * cuts power-of-two blocks from page spans: whole spans, halves of a page, and halves that a stack
 * left behind when it shrank in place. {@link io.quiesce.stack.segmented.block.OsMemory} maps
 * memory that the heap knows nothing of; batches of fixed-size stacks come from there. {@link
 * io.quiesce.stack.segmented.block.SegmentMemory} reads and writes both by address.
 *
 * <p>Rules: contents of a block belong to whoever holds the block, so they are accessed plainly; a
 * block changes hands through a release and an acquire. Errors are found before anything changes.
 *
 * <p>Depends on {@code heap}, {@code heap.memory}, {@code heap.span} and {@code phase}.
 */
package io.quiesce.stack.segmented.block;
