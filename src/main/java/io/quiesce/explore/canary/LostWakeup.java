package io.quiesce.explore.canary;

/** The notification may come between the test and the wait. */
public final class LostWakeup {
  private volatile boolean ready;

  /** First actor: waits. */
  @SuppressWarnings("WaitNotInLoop")
  public void left() throws InterruptedException {
    if (!ready) {
      synchronized (this) {
        wait();
      }
    }
  }

  /** Second actor: notifies. */
  @SuppressWarnings("NakedNotify")
  public void right() {
    ready = true;
    synchronized (this) {
      notify();
    }
  }

  @Override
  public String toString() {
    return "woken";
  }
}
