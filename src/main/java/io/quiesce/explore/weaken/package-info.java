/**
 * Which modes a program needs: each of its atomic accesses is made weaker, one at a time, and its
 * tests are explored again.
 *
 * <p>A weaker mode under which a test fails is needed as it is, and the test's execution says why.
 * One under which every test that comes by still holds is a finding: the access is stronger than it
 * need be, or a test is missing. Nothing is compiled: the explorer changes the modes of operations
 * as it meets them.
 *
 * <p>Depends on {@code explore.run} and {@code explore.jcstress}.
 */
package io.quiesce.explore.weaken;
