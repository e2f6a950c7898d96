package io.quiesce.stack.segmented;

/**
 * What a goroutine does, and with it who may touch its stack.
 *
 * <p>Go 2014 shrinks stacks while the world is stopped. Here one status more does that: whoever
 * takes a goroutine from a resting status to {@link #COPYSTACK} owns it until it puts it back.
 */
public enum GStatus {
  /** Just made; belongs to its maker. */
  IDLE,
  /** Waits for an M. */
  RUNNABLE,
  /** Runs on an M, which owns it. */
  RUNNING,
  /** Runs on an M, outside Go code; its stack must stay where it is. */
  SYSCALL,
  /** Waits for an event. */
  WAITING,
  /** Claimed by an M that moves or shrinks its stack. */
  COPYSTACK,
  /** Has ended; belongs to the list of free goroutines. */
  DEAD
}
