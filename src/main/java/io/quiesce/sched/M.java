package io.quiesce.sched;

import io.quiesce.phase.ExecutionContext;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * A machine: the thread that executes, with what Go keeps in {@code m} (runtime2.go).
 *
 * <p>An M is used by one thread; only the current goroutine is read by others, as a hint for
 * preemption. Several Ms may be driven by one thread in turn, so that a test can play an
 * interleaving step by step.
 */
public final class M extends ExecutionContext {
  private static final VarHandle CURG;

  static {
    try {
      CURG = MethodHandles.lookup().findVarHandle(M.class, "curg", G.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private final Sched sched;
  private final int id;
  private P p;
  private String preemptoff;
  private int locks;
  private int mallocing;

  private G curg;

  /** Made by {@link Sched#newM}, which gives each M an id of its own. */
  M(Sched sched, int id) {
    this.sched = sched;
    this.id = id;
  }

  /** The number that the ownership words of Ps carry; from 1. */
  public int id() {
    return id;
  }

  /** The P that this M runs, or null. */
  public P p() {
    return p;
  }

  /** The goroutine that this M runs, or null. */
  public G curg() {
    return curg;
  }

  /** The goroutine as another thread sees it; a hint. */
  G curgSeenByOthers() {
    // acquire, with the release in execute: the goroutine's final fields and guard are there
    return (G) CURG.getAcquire(this);
  }

  /**
   * Takes {@code want} (Go: {@code acquirep}).
   *
   * @throws OwnershipException if this M already runs a P, or {@code want} is not idle
   */
  public void acquirep(P want) {
    requireNoP("acquirep");
    if (!want.tryRun(this)) {
      throw new OwnershipException(
          "acquirep: M" + id + " wants " + want + "; only an idle P can be taken");
    }
    attach(want);
  }

  /**
   * Gives up the P, to an M that waits for one if there is any (Go: {@code releasep}).
   *
   * @return the P that was given up
   * @throws OwnershipException if this M runs no P
   */
  public P releasep() {
    P mine = detach("releasep");
    sched.giveUp(this, mine);
    return mine;
  }

  /** Waits for any P and takes it; returns at once if one is idle. */
  public void acquireAnyP() {
    requireNoP("acquireAnyP");
    attach(sched.take(this));
  }

  /**
   * A point at which the goroutine can be preempted (Go: the stack check of a function prologue, or
   * {@code Gosched}). If the P was asked for, it goes to an M that waits, and this M continues with
   * the next P that it can get.
   *
   * <p>Does nothing on the system stack, and nothing while the M holds locks, allocates or has
   * preemption off; the request then stays pending.
   *
   * @return true if the P was given up and a P was taken again, perhaps another one
   */
  public boolean poll() {
    G g = curg;
    if (!givePAtPoll()) {
      return false;
    }
    acquireAnyP();
    if (g != null) {
      execute(g);
    }
    return true;
  }

  /**
   * The first half of {@link #poll}: true if the P is gone. The goroutine, if there was one, is
   * then RUNNABLE, so that its stack can be scanned or shrunk; to go on, the M takes a P and
   * executes it.
   */
  public boolean givePAtPoll() {
    safePoint();
    if (onSystemStack() || p == null || !p.preemptRequested() || !mayBePreempted()) {
      return false;
    }
    if (curg != null) {
      drop(GStatus.RUNNABLE);
    }
    releasep();
    return true;
  }

  /**
   * A point at which a ragged barrier may visit the P (Go: {@code runSafePointFn}); part of {@link
   * #poll}. Where preemption is forbidden it does nothing and the visit stays pending.
   *
   * @return true if a visit was pending and was served
   */
  public boolean safePoint() {
    return p != null
        && p.visitPending()
        && !onSystemStack()
        && mayBePreempted()
        && RaggedBarrier.serve(this, p);
  }

  /** True if nothing forbids preemption (Go: {@code canPreemptM}). */
  public boolean mayBePreempted() {
    return locks == 0 && mallocing == 0 && preemptoff == null && p != null;
  }

  /**
   * Forbids preemption and the use of the P's stack cache, for {@code reason} (Go: {@code
   * m.preemptoff}); null allows both again.
   */
  public void setPreemptoff(String reason) {
    preemptoff = reason;
    rearmPreempt();
  }

  /** Why preemption is off, or null. */
  public String preemptoff() {
    return preemptoff;
  }

  /** True if the stack caches of the P may be used: there is a P and preemption is not off. */
  public boolean mayUseStackCache() {
    return pid() != NO_P && preemptoff == null;
  }

  /** Forbids preemption until the matching {@link #unlock} (Go: {@code acquirem}). */
  public void lock() {
    locks++;
  }

  /**
   * Takes back one {@link #lock}.
   *
   * @throws OwnershipException if none is held
   */
  public void unlock() {
    if (locks == 0) {
      throw new OwnershipException("unlock: M" + id + " holds no lock; pair each unlock with lock");
    }
    locks--;
    rearmPreempt();
  }

  /** Says that the M is inside the object allocator, or has left it (Go: {@code m.mallocing}). */
  public void setMallocing(boolean inside) {
    mallocing = inside ? 1 : 0;
    rearmPreempt();
  }

  /** newstack cleared the request in the guard while preemption was forbidden: ask again. */
  private void rearmPreempt() {
    if (curg != null && mayBePreempted() && p.preemptRequested()) {
      curg.stack().setGuard(UserStack.PREEMPT);
    }
  }

  /**
   * Makes {@code g} the current goroutine, RUNNABLE to RUNNING, with its real stack guard.
   *
   * @throws GoroutineStateException if {@code g} is not runnable, or another goroutine is current
   */
  public void execute(G g) {
    if (curg != null) {
      throw new GoroutineStateException("execute: M" + id + " already runs " + curg + ", not " + g);
    }
    g.cas(GStatus.RUNNABLE, GStatus.RUNNING);
    g.stack().resetGuard();
    // release, with preempt: the stack words were written before
    CURG.setRelease(this, g);
  }

  /**
   * Leaves the current goroutine in status {@code to} (Go: {@code dropg} after {@code casgstatus}).
   *
   * @throws GoroutineStateException if there is none, or it is not running
   */
  public G drop(GStatus to) {
    G g = curg;
    if (g == null) {
      throw new GoroutineStateException("drop: M" + id + " runs no goroutine");
    }
    g.cas(GStatus.RUNNING, to);
    // opaque: null publishes nothing
    CURG.setOpaque(this, null);
    return g;
  }

  /**
   * Lets others scan or move the stack of the current goroutine while this M waits on its system
   * stack for them (Go: {@code casgstatus(gp, _Grunning, _Gwaiting)} around {@code forEachP}).
   *
   * @return the goroutine, for {@link #takeStackBack}; null if there was nothing to offer
   */
  G offerStack() {
    if (curg == null || curg.status() != GStatus.RUNNING) {
      return null;
    }
    curg.cas(GStatus.RUNNING, GStatus.WAITING);
    return curg;
  }

  /** Ends {@link #offerStack}; waits for a scan that is under way. */
  static void takeStackBack(G offered) {
    if (offered != null) {
      offered.cas(GStatus.WAITING, GStatus.RUNNING);
    }
  }

  private void requireNoP(String operation) {
    if (p != null) {
      throw new OwnershipException(
          operation + ": M" + id + " already has " + p + "; call releasep first");
    }
  }

  private void attach(P taken) {
    p = taken;
    setPid(taken.id());
    taken.startedBy(this);
  }

  private P detach(String operation) {
    if (p == null) {
      throw new OwnershipException(operation + ": M" + id + " runs no P");
    }
    P mine = p;
    p = null;
    setPid(NO_P);
    return mine;
  }

  @Override
  public String toString() {
    return "M" + id;
  }
}
