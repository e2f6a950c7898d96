package io.quiesce.phase;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * Joins "the phase is OFF" and "I am freeing" into one step, so that no span returns to the page
 * heap while a cycle runs (H4, S8). In Go the same step is the system stack: a phase change needs
 * the world stopped, and the world does not stop around code on a system stack.
 *
 * <pre>
 *    63        62   61 60           32 31             0
 * +---------+-------+---------------+----------------+
 * | closing | phase |     cycle     |    inflight    |
 * +---------+-------+---------------+----------------+
 * </pre>
 *
 * <h2>Protocol</h2>
 *
 * <ol>
 *   <li><b>Enter without a P.</b> If the word says OFF and not closing, add one to inflight with
 *       one compare-and-set of the whole word; otherwise refuse.
 *   <li><b>Enter with a P.</b> Set the stripe of that P, then read the word. If it does not say OFF
 *       and open, clear the stripe and refuse. The stripe has one writer, the owner of the P.
 *   <li><b>Exit.</b> Take back what the outermost enter did. Nested enters only count (the context
 *       holds the depth), so a holder never waits for itself.
 *   <li><b>OFF to MARK.</b> Set closing by compare-and-set; from here on every enter refuses. Wait
 *       until inflight and all stripes are zero. Then set phase MARK, cycle + 1, open, in one
 *       store.
 *   <li><b>The other transitions</b> are one compare-and-set: nobody can be registered.
 * </ol>
 *
 * A refused freer defers its span; that is always safe, so refusing while closing is fine. The gate
 * may be held only across bounded code that waits for nobody.
 *
 * <h2>Why stripes</h2>
 *
 * A single counter is enough for correctness and is what freers without a P use. But every large
 * stack that is freed passes here, and two Ps that bounce one cache line are slower than one P.
 *
 * <h2>Invariants</h2>
 *
 * <ul>
 *   <li>I1. Between a successful enter and its exit the phase is OFF and cycle does not change.
 *   <li>I2. When the word shows MARK, whatever freers did before their exit happened before.
 *   <li>I3. Each transition is made by exactly one thread (P1); the others get an exception.
 * </ul>
 *
 * <h2>Orderings</h2>
 *
 * <table>
 *   <caption>Accesses on which the invariants rest</caption>
 *   <tr><th>access</th><th>mode</th><th>pairs with</th><th>breaks, if weakened</th></tr>
 *   <tr><td>enter: stripe store</td><td>volatile</td><td>drain's stripe read</td><td>I1: store and
 *       word load reorder, freer and drain miss each other (Dekker)</td></tr>
 *   <tr><td>enter: word load after the stripe</td><td>volatile</td><td>closing CAS</td><td>I1, same
 *       Dekker</td></tr>
 *   <tr><td>closing CAS, then stripe reads</td><td>volatile</td><td>enter with a P</td><td>I1, the
 *       other half of the Dekker</td></tr>
 *   <tr><td>exit: stripe store, inflight decrement</td><td>release</td><td>drain's reads</td><td>I2:
 *       a free moves past the exit into the cycle</td></tr>
 *   <tr><td>refused enter: stripe store</td><td>release</td><td>drain's read</td><td>I2: the drain
 *       may meet this store instead of the one of the exit before it</td></tr>
 *   <tr><td>enter, transitions: first word load</td><td>opaque</td><td>validated by the CAS</td>
 *       <td>torn values</td></tr>
 *   <tr><td>phase(): word load</td><td>acquire by default</td><td>transition</td><td>reader of MARK
 *       misses what preceded it</td></tr>
 * </table>
 */
public final class PhaseGate {
  private static final VarHandle WORD;
  private static final VarHandle STRIPE = MethodHandles.arrayElementVarHandle(long[].class);

  /** Longs from one stripe to the next: two cache lines, since lines are fetched in pairs. */
  private static final int STRIDE = 16;

  private static final int PHASE_SHIFT = 61;
  private static final int CYCLE_SHIFT = 32;
  private static final long CLOSING = 1L << 63;
  private static final long PHASE_MASK = 3L << PHASE_SHIFT;
  private static final long CYCLE_MASK = (1L << (PHASE_SHIFT - CYCLE_SHIFT)) - 1;
  private static final long INFLIGHT_MASK = (1L << CYCLE_SHIFT) - 1;

  static {
    try {
      WORD = MethodHandles.lookup().findVarHandle(PhaseGate.class, "word", long.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  @SuppressWarnings("UnusedVariable") // through WORD
  private long word;

  private final long[] stripes;

  /**
   * Makes an open gate in phase OFF, cycle 0.
   *
   * @param procs how many Ps may register through a stripe of their own; 0 is legal
   */
  public PhaseGate(int procs) {
    if (procs < 0) {
      throw new IllegalArgumentException("procs=" + procs + " is negative");
    }
    stripes = new long[(procs + 1) * STRIDE];
  }

  /** The phase. Acquire, pairs with the transitions: what preceded the phase is seen with it. */
  public GcPhase phase() {
    return phaseOf((long) WORD.getAcquire(this));
  }

  /**
   * The phase, for the re-check after a deferred push. Volatile: the push must not move past this
   * load, or the transition to OFF and the deferral miss each other (E5).
   */
  public GcPhase phaseVolatile() {
    return phaseOf((long) WORD.getVolatile(this));
  }

  /** How many times marking has started, modulo 2^29. Acquire, as {@link #phase()}. */
  public int cycle() {
    return cycleOf((long) WORD.getAcquire(this));
  }

  /**
   * Registers a freer if the phase is OFF and no cycle is starting; nests.
   *
   * @return false if spans may not be freed now; then nothing has changed and the caller defers
   */
  public boolean tryEnterOff(ExecutionContext ctx) {
    if (ctx.gateDepth() > 0) {
      ctx.setGateDepth(ctx.gateDepth() + 1);
      return true;
    }
    int pid = ctx.pid();
    boolean entered = pid == ExecutionContext.NO_P ? tryEnterWord() : tryEnterStripe(pid);
    if (entered) {
      ctx.setGateDepth(1);
      ctx.setGateStripe(pid);
    }
    return entered;
  }

  private boolean tryEnterStripe(int pid) {
    int stripe = stripeOf(pid);
    // volatile, with the closing CAS and the drain's read of this stripe; weaker: I1 by Dekker
    STRIPE.setVolatile(stripes, stripe, 1L);
    if (isOpen((long) WORD.getVolatile(this))) {
      return true;
    }
    // release, though nothing was freed: the drain may read this store instead of the last exit's
    STRIPE.setRelease(stripes, stripe, 0L);
    return false;
  }

  private boolean tryEnterWord() {
    // opaque: only a guess, the CAS below decides; who is refused learns nothing from the word
    long seen = (long) WORD.getOpaque(this);
    while (isOpen(seen)) {
      // one word: closing and inflight are decided together, so acquire is enough
      long witness = (long) WORD.compareAndExchangeAcquire(this, seen, seen + 1);
      if (witness == seen) {
        return true;
      }
      seen = witness;
    }
    return false;
  }

  /**
   * Takes back one {@link #tryEnterOff} that returned true.
   *
   * @throws PhaseException if this context is not inside the gate
   */
  public void exit(ExecutionContext ctx) {
    if (ctx.gateDepth() == 0) {
      throw new PhaseException("exit: " + ctx + " is not inside the gate " + this);
    }
    ctx.setGateDepth(ctx.gateDepth() - 1);
    if (ctx.gateDepth() > 0) {
      return;
    }
    // release, pairs with drain(): the frees happen before the cycle; weaker: I2
    if (ctx.gateStripe() == ExecutionContext.NO_P) {
      WORD.getAndAddRelease(this, -1L);
    } else {
      STRIPE.setRelease(stripes, stripeOf(ctx.gateStripe()), 0L);
    }
  }

  /**
   * OFF to MARK: closes the gate, waits for the registered freers, opens the cycle. Waits only for
   * code inside the gate, which is bounded.
   *
   * @throws PhaseException if the phase is not OFF or another thread is starting a cycle
   */
  public void startMark() {
    long seen;
    do {
      // opaque: only a guess, the CAS below decides
      seen = (long) WORD.getOpaque(this);
      if (!isOpen(seen)) {
        throw new PhaseException("startMark needs phase OFF and an open gate, but it is " + this);
      }
      // volatile, then the stripes: the drain's half of the Dekker of tryEnterStripe
    } while (!WORD.compareAndSet(this, seen, seen | CLOSING));
    drain();
    // volatile: every later enter, participant and deferral re-check sees the phase (E5)
    WORD.setVolatile(this, pack(GcPhase.MARK, cycleOf(seen) + 1));
  }

  private void drain() {
    // acquire is enough here, release in exit(); volatile for the Dekker of the stripes
    while (((long) WORD.getAcquire(this) & INFLIGHT_MASK) != 0) {
      Thread.onSpinWait();
    }
    for (int pid = 0; pid < procs(); pid++) {
      while ((long) STRIPE.getVolatile(stripes, stripeOf(pid)) != 0) {
        Thread.onSpinWait();
      }
    }
  }

  /**
   * MARK to MARK_TERMINATION.
   *
   * @throws PhaseException if the phase is not MARK
   */
  public void startTermination() {
    step(GcPhase.MARK, "startTermination");
  }

  /**
   * MARK_TERMINATION to OFF; from here on spans may be freed again.
   *
   * @throws PhaseException if the phase is not MARK_TERMINATION
   */
  public void finish() {
    step(GcPhase.MARK_TERMINATION, "finish");
  }

  private void step(GcPhase from, String operation) {
    // opaque: only a guess, the CAS below decides
    long seen = (long) WORD.getOpaque(this);
    // volatile for E5, as in startMark; one compare-and-set, so one thread wins (P1)
    if (phaseOf(seen) != from
        || !WORD.compareAndSet(this, seen, pack(from.next(), cycleOf(seen)))) {
      throw new PhaseException(operation + " needs phase " + from + ", but the gate is " + this);
    }
  }

  /** How many freers are registered now; for oracles, meaningful only while nobody enters. */
  public long inflight() {
    // opaque: a figure, that orders nothing
    long count = (long) WORD.getOpaque(this) & INFLIGHT_MASK;
    for (int pid = 0; pid < procs(); pid++) {
      count += (long) STRIPE.getOpaque(stripes, stripeOf(pid));
    }
    return count;
  }

  @Override
  public String toString() {
    long w = (long) WORD.getOpaque(this);
    return "PhaseGate["
        + phaseOf(w)
        + ", cycle "
        + cycleOf(w)
        + ", "
        + inflight()
        + " freeing"
        + ((w & CLOSING) != 0 ? ", closing]" : "]");
  }

  private int procs() {
    return stripes.length / STRIDE - 1;
  }

  private static int stripeOf(int pid) {
    return (pid + 1) * STRIDE;
  }

  private static boolean isOpen(long w) {
    return (w & (CLOSING | PHASE_MASK)) == 0;
  }

  private static GcPhase phaseOf(long w) {
    return GcPhase.of((int) ((w & PHASE_MASK) >>> PHASE_SHIFT));
  }

  private static int cycleOf(long w) {
    return (int) ((w >>> CYCLE_SHIFT) & CYCLE_MASK);
  }

  private static long pack(GcPhase phase, int cycle) {
    return ((long) phase.code() << PHASE_SHIFT) | ((cycle & CYCLE_MASK) << CYCLE_SHIFT);
  }
}
