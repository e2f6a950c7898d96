package io.quiesce.heap.stats;

import io.quiesce.heap.span.SpanAllocType;
import io.quiesce.phase.ExecutionContext;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * The heap's figures, kept so that writers never wait and a reader gets one consistent cut (Go:
 * {@code consistentHeapStats} in mstats.go).
 *
 * <p>One operation of the heap is one group of changes. A snapshot contains each group wholly or
 * not at all, and with a group also all groups that happened before it; so every identity holds in
 * it exactly, at any moment.
 *
 * <h2>Protocol</h2>
 *
 * <ol>
 *   <li><b>Generation.</b> One shared number, changed by readers only. Its parity names the block
 *       that writers use.
 *   <li><b>Write with a P</b>, in the shard of that P, which has one writer: make the sequence odd,
 *       read the generation, add to the block of its parity, make the sequence even.
 *   <li><b>Write without a P</b>, in the guest shard, which has many: add one to the in-flight
 *       count of a parity, read the generation again; if it moved, take the one back and start
 *       over, else add atomically and take the one back.
 *   <li><b>Read.</b> One reader at a time. Add one to the generation. Wait until each sequence is
 *       even or has changed once, and until no guest is in flight in the old parity. Now nobody
 *       writes the old blocks: move their sums into the total, and clear them. The total is the
 *       snapshot.
 * </ol>
 *
 * Go uses three blocks because its readers keep the total in one of them; here the total is the
 * reader's own, so two are enough: a block is cleared before the generation that reuses it begins.
 *
 * <h2>Invariants</h2>
 *
 * <ul>
 *   <li>I1. While a reader moves a block nobody writes it.
 *   <li>I2. A group is in one block only.
 *   <li>I3. Closed cut: if group X happens before group Y and Y is in the snapshot, so is X. For X
 *       outside has read the new generation, and then Y, later, reads it too (coherence).
 *   <li>AC8. No figure of a cut is negative; the reader checks.
 * </ul>
 *
 * <h2>Orderings</h2>
 *
 * <table>
 *   <caption>Accesses on which the invariants rest</caption>
 *   <tr><th>access</th><th>mode</th><th>pairs with</th><th>breaks, if weakened</th></tr>
 *   <tr><td>writer: sequence odd, then generation load</td><td>volatile</td><td>reader: generation
 *       store, then sequence load</td><td>I1 (Dekker): the reader sees an even sequence, the writer
 *       the old generation</td></tr>
 *   <tr><td>writer: sequence even</td><td>release</td><td>reader's sequence load</td><td>the sums
 *       miss the last group: I2</td></tr>
 *   <tr><td>guest: in-flight add, then generation load</td><td>volatile</td><td>reader: generation
 *       store, then in-flight load</td><td>I1, the same Dekker</td></tr>
 *   <tr><td>reader: clear, then the next generation store</td><td>volatile store</td><td>writer's
 *       generation load</td><td>a writer adds to a block that is then cleared: I2</td></tr>
 *   <tr><td>reader flag</td><td>acquire / release</td><td>next reader</td><td>two readers move one
 *       block</td></tr>
 * </table>
 *
 * <p>Promised: a P's write is wait-free, a guest's is repeated only because a reader made progress.
 * Not promised: a reader waits for writers that are inside a group, and for other readers.
 */
public final class HeapStats {
  /** The figures of one block, in this order; the first four are indexed by the type's code. */
  private static final int RELEASED = 4;

  private static final int MAPPED = 5;
  private static final int FIGURES = 6;

  private static final VarHandle SLOT = MethodHandles.arrayElementVarHandle(long[].class);
  private static final VarHandle READING;

  /** Longs from shard to shard: four cache lines, since lines are fetched in pairs. */
  private static final int STRIDE = 32;

  private static final int GENERATION = STRIDE;
  private static final int GUEST = 2 * STRIDE;
  private static final int FIRST_SHARD = 3 * STRIDE;

  /** Inside a shard: the sequence, or for guests the two in-flight counts, then the blocks. */
  private static final int BLOCKS = 2;

  static {
    try {
      READING = MethodHandles.lookup().findVarHandle(HeapStats.class, "reading", int.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private final int procs;
  private final long[] slots;

  /** The reader's own: what all cuts so far have moved here. */
  private final long[] total = new long[FIGURES];

  @SuppressWarnings("UnusedVariable") // through READING
  private int reading;

  /**
   * All figures zero.
   *
   * @param procs how many Ps have a shard of their own; 0 is legal
   */
  public HeapStats(int procs) {
    if (procs < 0) {
      throw new IllegalArgumentException("procs=" + procs + " is negative");
    }
    this.procs = procs;
    slots = new long[FIRST_SHARD + (procs + 1) * STRIDE];
  }

  /** The heap has grown; new memory is idle and released. Before its pages can be taken. */
  public void grow(ExecutionContext ctx, long bytes) {
    requireSize("grow", bytes);
    add(ctx, MAPPED, bytes, bytes);
  }

  /**
   * A span was made. After its pages were taken.
   *
   * @param scavenged how many of its bytes had been released
   */
  public void alloc(ExecutionContext ctx, SpanAllocType type, long bytes, long scavenged) {
    requireSize("alloc", bytes);
    if (scavenged < 0 || scavenged > bytes) {
      throw new IllegalArgumentException("alloc: " + scavenged + " scavenged of " + bytes);
    }
    add(ctx, type.code(), bytes, -scavenged);
  }

  /** A span died. Before its pages can be taken again. */
  public void free(ExecutionContext ctx, SpanAllocType type, long bytes) {
    requireSize("free", bytes);
    add(ctx, type.code(), -bytes, 0);
  }

  /** Idle pages were given back to the system. Before they can be taken again. */
  public void scavenge(ExecutionContext ctx, long bytes) {
    requireSize("scavenge", bytes);
    add(ctx, MAPPED, 0, bytes);
  }

  /**
   * One consistent cut, in which all groups that happened before this call are contained. Waits for
   * writers that are inside a group, and for other readers; nobody waits for it.
   *
   * @throws AccountingException if the cut contradicts itself (AC8)
   */
  public HeapSnapshot snapshot() {
    // acquire, pairs with the release below: the last reader's total and cleared blocks are seen
    while (!READING.weakCompareAndSetAcquire(this, 0, 1)) {
      Thread.onSpinWait();
    }
    try {
      return collect().check();
    } finally {
      // release; weakened: two readers move one block
      READING.setRelease(this, 0);
    }
  }

  private HeapSnapshot collect() {
    long generation = slots[GENERATION];
    int old = (int) generation & 1;
    // volatile: the reader's half of both Dekkers, and publishes the cleared block; weakened: I1
    SLOT.setVolatile(slots, GENERATION, generation + 1);
    awaitGuests(old);
    moveToTotal(GUEST + BLOCKS + old * FIGURES);
    for (int pid = 0; pid < procs; pid++) {
      awaitWriter(shardOf(pid));
      moveToTotal(shardOf(pid) + BLOCKS + old * FIGURES);
    }
    return new HeapSnapshot(
        total[MAPPED],
        total[RELEASED],
        total[SpanAllocType.HEAP.code()],
        total[SpanAllocType.STACK.code()],
        total[SpanAllocType.WORK_BUF.code()],
        total[SpanAllocType.PTR_SCALAR_BITS.code()]);
  }

  private void awaitGuests(int parity) {
    // volatile: after the generation store (Dekker); acquires the sums of those who left
    while ((long) SLOT.getVolatile(slots, GUEST + parity) != 0) {
      Thread.onSpinWait();
    }
  }

  private void awaitWriter(int shard) {
    // volatile: after the generation store (Dekker), as is awaitGuests() in between; acquires the
    // sums of the groups that ended
    long first = (long) SLOT.getVolatile(slots, shard);
    // a sequence that moves on is as good as an even one: the next group uses the new block
    while ((first & 1) != 0 && (long) SLOT.getVolatile(slots, shard) == first) {
      Thread.onSpinWait();
    }
  }

  private void moveToTotal(int block) {
    for (int figure = 0; figure < FIGURES; figure++) {
      // plain: nobody else uses the block now (I1)
      total[figure] += slots[block + figure];
      slots[block + figure] = 0;
    }
  }

  private void add(ExecutionContext ctx, int figure, long delta, long releasedDelta) {
    int pid = ctx.pid();
    if (pid == ExecutionContext.NO_P) {
      addAsGuest(figure, delta, releasedDelta);
    } else {
      addAsOwner(shardOf(pid), figure, delta, releasedDelta);
    }
  }

  private void addAsOwner(int shard, int figure, long delta, long releasedDelta) {
    long sequence = slots[shard];
    if ((sequence & 1) != 0) {
      throw new AccountingException(
          "P "
              + (shard - FIRST_SHARD) / STRIDE
              + " is inside a group already; one P has two owners");
    }
    // volatile, then the generation: the writer's half of the Dekker; weakened: I1
    SLOT.setVolatile(slots, shard, sequence + 1);
    int parity = (int) (long) SLOT.getVolatile(slots, GENERATION) & 1;
    int block = shard + BLOCKS + parity * FIGURES;
    // plain: the block is the P's own while the sequence is odd
    slots[block + figure] += delta;
    if (releasedDelta != 0) {
      slots[block + RELEASED] += releasedDelta;
    }
    // release, pairs with awaitWriter(); weakened: the cut misses half of the group (I2)
    SLOT.setRelease(slots, shard, sequence + 2);
  }

  private void addAsGuest(int figure, long delta, long releasedDelta) {
    int parity = enterGuest();
    int block = GUEST + BLOCKS + parity * FIGURES;
    // atomic since guests add at once; release is more than needed, the exit below orders them
    SLOT.getAndAddRelease(slots, block + figure, delta);
    if (releasedDelta != 0) {
      SLOT.getAndAddRelease(slots, block + RELEASED, releasedDelta);
    }
    // volatile: releases this group to awaitGuests(), and acquires to hand on the groups of guests
    // who left earlier, since the reader reads only the last one's; weakened: I2
    SLOT.getAndAdd(slots, GUEST + parity, -1L);
  }

  private int enterGuest() {
    while (true) {
      // opaque: only a guess, the look after the add decides
      int parity = (int) (long) SLOT.getOpaque(slots, GENERATION) & 1;
      // volatile, then the generation: the writer's half of the Dekker; weakened: I1
      SLOT.getAndAdd(slots, GUEST + parity, 1L);
      if (((int) (long) SLOT.getVolatile(slots, GENERATION) & 1) == parity) {
        return parity;
      }
      // volatile, as the exit of addAsGuest: it may be the one that the reader reads
      SLOT.getAndAdd(slots, GUEST + parity, -1L);
    }
  }

  private int shardOf(int pid) {
    if (pid < 0 || pid >= procs) {
      throw new IllegalArgumentException("P " + pid + " has no shard; there are " + procs + " Ps");
    }
    return FIRST_SHARD + pid * STRIDE;
  }

  private static void requireSize(String operation, long bytes) {
    if (bytes <= 0) {
      throw new IllegalArgumentException(operation + " of " + bytes + " bytes; must be positive");
    }
  }
}
