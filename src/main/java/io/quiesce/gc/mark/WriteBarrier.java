package io.quiesce.gc.mark;

import io.quiesce.gc.work.GcWork;
import io.quiesce.heap.memory.Memory;
import io.quiesce.phase.GcPhase;
import io.quiesce.phase.PhaseGate;
import io.quiesce.sched.M;
import io.quiesce.sched.OwnershipException;

/**
 * Pointer stores of the program, and what they tell the marker (Go: the hybrid write barrier of
 * 1.8, {@code mbarrier.go}).
 *
 * <h2>Protocol of a store while marking</h2>
 *
 * <ol>
 *   <li>Read what the slot holds and shade it: someone may have taken it from there into a stack
 *       that is black already (deletion barrier, Yuasa 1990).
 *   <li>Shade what will be stored: the slot may be in a black object, and the stack it comes from
 *       may be grey and forget it (insertion barrier, Dijkstra et al. 1978).
 *   <li>Store, with release.
 * </ol>
 *
 * To shade is to grey at once and to put the object into the work of the P.
 *
 * <h2>Why eager, without a buffer</h2>
 *
 * Go's compiled code records both pointers in a buffer of 256 pairs per P, because there a call in
 * the middle of a store is expensive; here the call is made anyway, and the claim of the mark bit
 * decides at once whether there is anything to do. Eager shading closes golang/go#27993: with a
 * buffer, an object can be pending on a P that a ragged barrier has not visited, be marked by a
 * visited P that records it too, and stay in that P's work without any flag. Here, whoever claims
 * an object has it in its own work in the same step, so the visit of that P finds it or a set flag:
 * the proof of completion holds without the look at all Ps with the world stopped (step 7 of {@code
 * gcMarkDone}), which then never finds work and may stay as a check.
 *
 * <h2>Invariants</h2>
 *
 * <ul>
 *   <li>I1. An object reachable when marking began, or born since, is marked at its end: whoever
 *       overwrites a pointer has shaded it before.
 *   <li>I2. Barrier and store are one step for the phase: no safe point between, so the phase that
 *       was read holds until the store (P9).
 * </ul>
 *
 * <h2>Orderings</h2>
 *
 * <table>
 *   <caption>Accesses on which the invariants rest</caption>
 *   <tr><th>access</th><th>mode</th><th>pairs with</th><th>breaks, if weakened</th></tr>
 *   <tr><td>old value load</td><td>acquire</td><td>release store of another mutator</td><td>the old
 *       object is met without its span (E2)</td></tr>
 *   <tr><td>store</td><td>release</td><td>marker's and mutators' acquire load</td><td>a new object
 *       is seen without contents, bits or span (E2)</td></tr>
 *   <tr><td>phase load</td><td>acquire</td><td>phase change with the world stopped</td><td>-</td>
 *   </tr>
 * </table>
 *
 * <p>Two mutators that store into one slot at once both shade what they read and what they store;
 * the value that neither reads back was shaded by the one that stored it.
 */
public final class WriteBarrier {
  private final Marker marker;
  private final GcWork[] works;
  private final PhaseGate gate;
  private final Memory memory;

  /**
   * A barrier that puts what it shades into {@code works}.
   *
   * @param works by the number of the P
   */
  public WriteBarrier(Marker marker, GcWork[] works) {
    this.marker = marker;
    this.works = works.clone();
    gate = marker.objects().pages().gate();
    memory = marker.objects().pages().memory();
  }

  /**
   * Stores pointer {@code value}, or 0, into the heap word at {@code slot}.
   *
   * @throws OwnershipException if a cycle runs and the M has no P
   */
  public void store(M m, long slot, long value) {
    if (gate.phase() != GcPhase.OFF) {
      // acquire, pairs with the store below by another mutator
      shade(m, memory.getLongAcquire(slot));
      shade(m, value);
    }
    // release: who loads the pointer finds the object; weakened: E2
    memory.putLongRelease(slot, value);
  }

  /** Stores pointer {@code value}, or 0, into word {@code i} of a segment of globals. */
  public void store(M m, Globals globals, int i, long value) {
    if (gate.phase() != GcPhase.OFF) {
      shade(m, globals.load(i));
      shade(m, value);
    }
    globals.store(i, value);
  }

  /** Loads the pointer in the heap word at {@code slot}. */
  public long load(long slot) {
    // acquire, pairs with store()
    return memory.getLongAcquire(slot);
  }

  /** Whether pointers must be shaded before they are overwritten or hidden in new stacks. */
  public boolean isNeeded() {
    return gate.phase() != GcPhase.OFF;
  }

  /**
   * Greys what {@code pointer} leads to, if anything; while a cycle runs. For stores elsewhere than
   * in the heap, and for the arguments of a new goroutine, whose stack begins black.
   *
   * @throws OwnershipException if the M has no P
   */
  public void shade(M m, long pointer) {
    if (pointer == 0) {
      return;
    }
    if (m.p() == null) {
      throw new OwnershipException(
          "shade by " + m + ", which runs no P: only the owner of a P has work to put it into");
    }
    marker.grey(m, works[m.pid()], pointer);
  }
}
