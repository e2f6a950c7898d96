package io.quiesce.sched;

/** What a goroutine is doing (Go: {@code _Gidle} to {@code _Gpreempted} in runtime2.go). */
public enum GStatus {
  /** Just made, not set up. */
  IDLE(0),
  /** On a run queue; its stack is owned by nobody until somebody takes the scan bit. */
  RUNNABLE(1),
  /** Runs on an M, which owns its stack. */
  RUNNING(2),
  /** In a system call; the stack does not move. */
  SYSCALL(3),
  /** Parked; others may move its stack while they hold the scan bit. */
  WAITING(4),
  /** Finished, on a free list or about to be. */
  DEAD(6),
  /** Its stack is being moved; the mover owns it. */
  COPYSTACK(8),
  /** Stopped itself for a suspend; waits for the suspender. */
  PREEMPTED(9);

  private static final GStatus[] BY_CODE = new GStatus[10];

  static {
    for (GStatus status : values()) {
      BY_CODE[status.code] = status;
    }
  }

  private final int code;

  GStatus(int code) {
    this.code = code;
  }

  /** Go's number for the status, as recorded in traces. */
  public int code() {
    return code;
  }

  /**
   * The status with Go's number {@code code}.
   *
   * @throws IllegalArgumentException if there is none
   */
  public static GStatus of(int code) {
    GStatus status = code >= 0 && code < BY_CODE.length ? BY_CODE[code] : null;
    if (status == null) {
      throw new IllegalArgumentException("no goroutine status has code " + code);
    }
    return status;
  }
}
