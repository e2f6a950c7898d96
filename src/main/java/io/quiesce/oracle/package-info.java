/**
 * The numbered invariants as executable checks, used by every layer's tests.
 *
 * <p>An oracle reads a component at quiescence through its observers and the memory itself,
 * computes what should be there in another way than the component does, and reports each
 * disagreement with the id of the invariant and the values. It changes nothing. {@link
 * io.quiesce.oracle.ShadowOwners} notices two owners at any moment, not only at quiescence.
 *
 * <p>Depends on the components that it judges; none of them depends on it.
 */
package io.quiesce.oracle;
