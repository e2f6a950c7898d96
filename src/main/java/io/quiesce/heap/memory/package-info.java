/**
 * The bytes behind the heap's addresses.
 *
 * <p>An address is a long; {@link io.quiesce.heap.memory.HeapAddress} maps it to pages. A {@link
 * io.quiesce.heap.memory.Memory} gives the addresses contents: none at all, real bytes, or real
 * bytes that reveal a use after free, by poison or by a fault, as {@link
 * io.quiesce.heap.memory.MemoryMode} says.
 *
 * <p>Rule: contents are accessed plainly, and belong to whoever owns the pages; the hand-over of
 * pages orders them (E3). Nothing here decides who owns what.
 *
 * <p>Depends on nothing else in the project.
 */
package io.quiesce.heap.memory;
