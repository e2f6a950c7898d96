package io.quiesce.gc.object.span;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * The alloc bit and the mark bit of each object of a span (Go: {@code allocBits}, {@code
 * gcmarkBits}). The words of both alternate, so that a marker that looks at both meets one cache
 * line.
 *
 * <h2>Protocol</h2>
 *
 * <ol>
 *   <li><b>Take.</b> The owner of the span, a P's cache or the maker of a large object, finds the
 *       next clear alloc bit and sets it.
 *   <li><b>Claim.</b> Anyone, while marking: set the mark bit by one atomic or. Whoever changed it
 *       has claimed the object: it alone queues it (Go lets both win and scans the object twice).
 *   <li><b>Sweep.</b> The owner, while nobody marks: the mark bits become the alloc bits, and the
 *       mark bits become clear.
 * </ol>
 *
 * <h2>Invariants</h2>
 *
 * <ul>
 *   <li>I1. One claim of an object succeeds between two sweeps (C4: each grey object is queued
 *       once).
 *   <li>I2. A set alloc bit becomes clear in a sweep only; so who sees an object allocated while
 *       marking may rely on it.
 *   <li>I3. One owner at a time takes and sweeps: no index is handed out twice.
 * </ul>
 *
 * <h2>Orderings</h2>
 *
 * <table>
 *   <caption>Accesses on which the invariants rest</caption>
 *   <tr><th>access</th><th>mode</th><th>pairs with</th><th>breaks, if weakened</th></tr>
 *   <tr><td>claim: or</td><td>acquire, the weakest that is atomic</td><td>itself</td><td>not
 *       atomic: I1, and bits of neighbours are lost</td></tr>
 *   <tr><td>mark bit load before the claim</td><td>opaque</td><td>-</td><td>it is a hint; the or
 *       decides</td></tr>
 *   <tr><td>alloc bit store</td><td>release</td><td>isAllocated</td><td>who validates an address
 *       sees the bit without the contents that were prepared before</td></tr>
 *   <tr><td>alloc word load by the owner</td><td>plain</td><td>own stores; hand-over of the
 *       span</td><td>-</td></tr>
 *   <tr><td>mark word load and clear in the sweep</td><td>plain, opaque</td><td>the stop of the
 *       world between marking and sweeping</td><td>-</td></tr>
 * </table>
 */
public abstract sealed class SpanBits permits ObjectSpan {
  private static final VarHandle WORD = MethodHandles.arrayElementVarHandle(long[].class);

  private final int objects;

  /** Word 2i has the alloc bits of objects 64i and on, word 2i + 1 their mark bits. */
  private final long[] words;

  SpanBits(int objects) {
    this.objects = objects;
    words = new long[(objects + Long.SIZE - 1) / Long.SIZE * 2];
  }

  /** How many objects there is room for. */
  public final int objects() {
    return objects;
  }

  /** Takes the first free object at or after {@code from}, or answers -1; by the owner. */
  final int takeFrom(int from) {
    for (int i = from; i < objects; i = (i | (Long.SIZE - 1)) + 1) {
      long free = ~words[allocWord(i)] >>> i << i;
      if (free != 0) {
        int found = (i & -Long.SIZE) + Long.numberOfTrailingZeros(free);
        return found < objects ? found : -1;
      }
    }
    return -1;
  }

  /** Sets the alloc bit of an object that {@link #takeFrom} found; by the owner. */
  final void allocate(int i) {
    int word = allocWord(i);
    // release, pairs with isAllocated(): contents and pointer bits are seen with the bit
    WORD.setRelease(words, word, words[word] | 1L << i);
  }

  /** Whether object {@code i} is allocated; true at most until the next sweep. */
  public final boolean isAllocated(int i) {
    // acquire, pairs with allocate()
    return ((long) WORD.getAcquire(words, allocWord(i)) >>> i & 1) != 0;
  }

  /** Whether object {@code i} is marked; a hint while others mark. */
  public final boolean isMarked(int i) {
    // opaque: a hint while others mark; exact when nobody does
    return ((long) WORD.getOpaque(words, allocWord(i) + 1) >>> i & 1) != 0;
  }

  /** Marks object {@code i}; true if this call did it (I1). */
  public final boolean tryMark(int i) {
    long bit = 1L << i;
    // acquire only because nothing weaker is atomic: contents come with the pointer, not the bit
    return ((long) WORD.getAndBitwiseOrAcquire(words, allocWord(i) + 1, bit) & bit) == 0;
  }

  /** Marks become allocations, and are clear; answers how many there are. By the owner. */
  final int sweepBits() {
    int live = 0;
    for (int word = 0; word < words.length; word += 2) {
      // plain: the last marker was before the world was stopped
      long marked = words[word + 1];
      // release and opaque: for those who look at an address at the same time
      WORD.setRelease(words, word, marked);
      WORD.setOpaque(words, word + 1, 0L);
      live += Long.bitCount(marked);
    }
    return live;
  }

  /** The objects that a sweep would free, of the 64 from {@code 64 * i} on; by the owner. */
  public final long unmarked(int i) {
    return words[2 * i] & ~words[2 * i + 1];
  }

  private static int allocWord(int i) {
    return i >> 6 << 1;
  }
}
