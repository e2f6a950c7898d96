package io.quiesce.sched;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * The registers and bounds of one goroutine's stack (Go: {@code g.stack}, {@code stackguard0},
 * {@code sched.sp}, {@code sched.bp}).
 *
 * <p>All fields are plain and belong to whoever the status word of the goroutine names, except the
 * guard, which others overwrite with {@link #PREEMPT}: it is opaque, and who decides by it reads it
 * once.
 */
public final class UserStack {
  /** The guard that no stack pointer satisfies: a request for preemption. Unsigned. */
  public static final long PREEMPT = -1314;

  private static final VarHandle GUARD;

  static {
    try {
      GUARD = MethodHandles.lookup().findVarHandle(UserStack.class, "guard", long.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private long lo;
  private long hi;
  private long sp;
  private long bp;
  private long limit;

  @SuppressWarnings("UnusedVariable") // through GUARD
  private long guard;

  UserStack() {}

  /** Lowest address, or 0 if there is no stack. */
  public long lo() {
    return lo;
  }

  /** First address above the stack, or 0 if there is none. */
  public long hi() {
    return hi;
  }

  /** Bytes; 0 if there is no stack. */
  public long size() {
    return hi - lo;
  }

  /** Lowest address in use; {@link #hi} while no frame is there. */
  public long sp() {
    return sp;
  }

  /** Address of the header of the youngest frame; 0 while no frame is there. */
  public long bp() {
    return bp;
  }

  /** Bytes in use. */
  public long used() {
    return hi - sp;
  }

  /** True if {@code address} lies inside the stack. */
  public boolean contains(long address) {
    return address >= lo && address < hi;
  }

  /** The limit that a new frame must not cross, or {@link #PREEMPT}. */
  public long guard() {
    // opaque: a racing preempt request must arrive, nothing is published with it
    return (long) GUARD.getOpaque(this);
  }

  /** Overwrites the guard; anybody may, with {@link #PREEMPT}. */
  public void setGuard(long value) {
    GUARD.setOpaque(this, value);
  }

  /** Sets the guard to the stack's real limit, which may overwrite a request for preemption. */
  public void resetGuard() {
    setGuard(limit);
  }

  /** Installs other bounds, keeps no frame; all zero means no stack. */
  public void install(long newLo, long newHi, long newGuard) {
    moveTo(newLo, newHi, newGuard, newHi, 0);
  }

  /** Installs other bounds with the frames that were copied there. */
  public void moveTo(long newLo, long newHi, long newGuard, long newSp, long newBp) {
    lo = newLo;
    hi = newHi;
    sp = newSp;
    bp = newBp;
    limit = newGuard;
    resetGuard();
  }

  /** Moves the stack pointer and the frame pointer, for a call or a return. */
  public void setFrame(long newSp, long newBp) {
    sp = newSp;
    bp = newBp;
  }

  @Override
  public String toString() {
    return String.format("[0x%x,0x%x) sp=0x%x", lo, hi, sp);
  }
}
