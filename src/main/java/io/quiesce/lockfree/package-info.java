/**
 * Lock-free containers that know nothing of what they hold.
 *
 * <p>Elements are named by small integers and their links are kept by the caller, so that a
 * container needs no node objects and an element can be found again by its name. What makes that
 * safe although names come back (ABA) is stated in {@link io.quiesce.lockfree.TaggedStack}.
 *
 * <p>Depends on nothing.
 */
package io.quiesce.lockfree;
