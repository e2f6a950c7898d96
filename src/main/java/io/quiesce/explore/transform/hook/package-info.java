/**
 * Emits the calls that take the place of accesses: the hooks, and the synthetic methods around
 * those that need a branch or their arguments twice.
 *
 * <p>Knows the names and descriptors of the hooks and nothing of what they do. Depends on {@code
 * explore.transform.classes} and ASM.
 */
package io.quiesce.explore.transform.hook;
