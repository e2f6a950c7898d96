package io.quiesce.gc.complete;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * Who is blackening now, and whether anybody may (Go: {@code work.nwait}, {@code work.nproc} and
 * {@code gcBlackenEnabled}, in one word).
 *
 * <pre>
 *    63    62         32 31     16 15      0
 * +--------+------------+---------+---------+
 * | closed |  version   |  nproc  | active  |
 * +--------+------------+---------+---------+
 * </pre>
 *
 * Go counts those that do not work, {@link #nwait}; here it is those that do.
 *
 * <h2>Protocol</h2>
 *
 * <ol>
 *   <li><b>Start.</b> The closed word, with nobody active, is opened for a cycle.
 *   <li><b>Enter.</b> If open, active + 1 and version + 1, in one compare-and-set; refused if
 *       closed. So "is blackening enabled" and "I take part" are one step.
 *   <li><b>Leave.</b> Active - 1. Who reaches 0 is a candidate: it looks whether work is left.
 *   <li><b>Close.</b> A word with nobody active was read; then the lists were found empty; then the
 *       word is closed by compare-and-set, if it is still the same. It is the same only if nobody
 *       entered in between, because each enter makes another version; so nobody took or made work,
 *       and what was found empty is empty.
 * </ol>
 *
 * <h2>Invariants</h2>
 *
 * <ul>
 *   <li>C1. 0 &lt;= active &lt;= nproc; each enter has one leave. A leave of nobody, and an enter
 *       beyond nproc, are exceptions that change nothing.
 *   <li>C3. One close for each start.
 *   <li>C10. While closed nobody is active.
 * </ul>
 *
 * The version has 31 bits: a close could err only if a multiple of 2^31 enters came between its
 * read and its compare-and-set.
 *
 * <h2>Orderings</h2>
 *
 * <table>
 *   <caption>Accesses on which the invariants rest</caption>
 *   <tr><th>access</th><th>mode</th><th>pairs with</th><th>breaks, if weakened</th></tr>
 *   <tr><td>enter: CAS</td><td>acquire; is volatile</td><td>start</td><td>a participant misses the
 *       preparation of the cycle</td></tr>
 *   <tr><td>leave: CAS</td><td>volatile</td><td>the candidate's read of the word</td><td>the push
 *       before it moves after it: the candidate finds no work and nobody (C2, E7)</td></tr>
 *   <tr><td>the candidate's read</td><td>acquire; is volatile</td><td>leave</td><td>the lists are
 *       read before it (C2, E7)</td></tr>
 *   <tr><td>read of closed</td><td>volatile</td><td>close</td><td>an assist that has queued up
 *       sleeps after the end (A6, E11)</td></tr>
 *   <tr><td>close: CAS</td><td>volatile</td><td>read of closed</td><td>the same</td></tr>
 *   <tr><td>start: CAS</td><td>release; is volatile</td><td>enter</td><td>a participant misses the
 *       preparation of the cycle</td></tr>
 *   <tr><td>first looks of start, enter, leave</td><td>opaque</td><td>-</td><td>the word may
 *       tear</td></tr>
 * </table>
 */
public final class Participants {
  private static final VarHandle WORD;

  static {
    try {
      WORD = MethodHandles.lookup().findVarHandle(Participants.class, "word", long.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  /** The most that {@link #start} allows. */
  public static final int MAX_PROC = 0xffff;

  private static final int NPROC_SHIFT = 16;
  private static final int VERSION_SHIFT = 32;
  private static final long ACTIVE_MASK = 0xffff;
  private static final long CLOSED = 1L << 63;
  private static final long VERSION_MASK = CLOSED - (1L << VERSION_SHIFT);

  @SuppressWarnings("UnusedVariable") // through WORD
  private long word = CLOSED;

  /** Closed, for nobody. */
  public Participants() {}

  /**
   * Opens the word for a cycle.
   *
   * @param nproc how many may be active at once, 1 to {@link #MAX_PROC}
   * @throws CompletionException if it is open, or another thread opens it too (P3)
   */
  public void start(int nproc) {
    if (nproc < 1 || nproc > MAX_PROC) {
      throw new IllegalArgumentException("nproc=" + nproc + "; must be 1 to " + MAX_PROC);
    }
    // opaque: the compare-and-set looks again
    long seen = (long) WORD.getOpaque(this);
    long open = (nextVersion(seen) & VERSION_MASK) | ((long) nproc << NPROC_SHIFT);
    // release, with tryEnter: who gets in sees what was prepared for the cycle. The stop of the
    // world orders what came before, so volatile gives no more than clarity
    if ((seen & CLOSED) == 0 || !WORD.compareAndSet(this, seen, open)) {
      throw new CompletionException("start: marking is already open, " + this);
    }
  }

  /**
   * Takes part.
   *
   * @return false if marking is closed: blackening is disabled
   * @throws CompletionException if nproc are active already (C1)
   */
  public boolean tryEnter() {
    // opaque: the compare-and-set looks again, and who is refused only goes away
    long seen = (long) WORD.getOpaque(this);
    while ((seen & CLOSED) == 0) {
      if (active(seen) == nproc(seen)) {
        throw new CompletionException("enter: all take part already, " + describe(seen));
      }
      // acquire, with start. A close that read an older version fails, by the version and not by
      // the mode (C2, C10); leave publishes, so volatile gives no more than clarity
      long witness = (long) WORD.compareAndExchange(this, seen, nextVersion(seen) + 1);
      if (witness == seen) {
        return true;
      }
      seen = witness;
    }
    return false;
  }

  /**
   * No longer takes part. What the caller made visible before is found by the next candidate.
   *
   * @return the word as this left it, for {@link #isCandidate} and {@link #close}
   * @throws CompletionException if nobody takes part (C1)
   */
  public long leave() {
    // opaque: at least the caller's own enter is seen, and the compare-and-set looks again
    long seen = (long) WORD.getOpaque(this);
    while (true) {
      if (active(seen) == 0) {
        throw new CompletionException("leave: nobody takes part, " + describe(seen));
      }
      // volatile: pushes before it are seen by who reads it; reads of lists come after it (E7)
      long witness = (long) WORD.compareAndExchange(this, seen, seen - 1);
      if (witness == seen) {
        return seen - 1;
      }
      seen = witness;
    }
  }

  /** The word, to look for work afterwards and then to {@link #close}. Volatile, with leave. */
  public long word() {
    return (long) WORD.getVolatile(this);
  }

  /** Whether {@code word} is open with nobody active. */
  public static boolean isCandidate(long word) {
    return (word & (CLOSED | ACTIVE_MASK)) == 0;
  }

  /**
   * Disables blackening for good, if nobody entered since {@code seen} was read. One caller wins.
   *
   * @param seen a word for which {@link #isCandidate} holds
   * @throws CompletionException if it does not hold
   */
  public boolean close(long seen) {
    if (!isCandidate(seen)) {
      throw new CompletionException("close: needs an open word with nobody, " + describe(seen));
    }
    // volatile: who queues up and then looks sees it, or is seen on the queue (A6, E11); the
    // version makes it fail after any enter (C2, C3)
    return WORD.compareAndSet(this, seen, seen | CLOSED);
  }

  /** Whether nobody may enter. Volatile: for who publishes something and then looks (E11). */
  public boolean isClosed() {
    return (word() & CLOSED) != 0;
  }

  /** How many take part now. */
  public int active() {
    return active(word());
  }

  /** How many may take part; of the last cycle, if closed. */
  public int nproc() {
    return nproc(word());
  }

  /** How many do not take part (Go: {@code work.nwait}). */
  public int nwait() {
    long seen = word();
    return nproc(seen) - active(seen);
  }

  @Override
  public String toString() {
    return describe((long) WORD.getOpaque(this));
  }

  /** Shows a word. */
  public static String describe(long word) {
    return "participants ("
        + ((word & CLOSED) == 0 ? "open" : "closed")
        + ", "
        + active(word)
        + " of "
        + nproc(word)
        + " active, version "
        + ((word & VERSION_MASK) >>> VERSION_SHIFT)
        + ")";
  }

  private static int active(long word) {
    return (int) (word & ACTIVE_MASK);
  }

  private static int nproc(long word) {
    return (int) (word >>> NPROC_SHIFT & ACTIVE_MASK);
  }

  private static long nextVersion(long word) {
    return (word & ~VERSION_MASK) | ((word + (1L << VERSION_SHIFT)) & VERSION_MASK);
  }
}
