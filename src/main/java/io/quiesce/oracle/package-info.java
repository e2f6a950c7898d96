/**
 * Executable invariants: what must hold of the allocators when nothing runs.
 *
 * <p>An oracle reads a component through its observers and the memory itself, computes what should
 * be there in another way than the component does, and reports each disagreement with the id of the
 * invariant and the values. It changes nothing.
 *
 * <p>Depends on the components that it judges; none of them depends on it.
 */
package io.quiesce.oracle;
