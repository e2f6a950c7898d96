package io.quiesce.architecture.planted;

import java.util.concurrent.locks.ReentrantLock;

/** Every way of waiting that the subject must not use. */
public final class Waiting {
  private final ReentrantLock lock = new ReentrantLock();
  private int count;

  /** A synchronized method. */
  public synchronized int method() {
    return count++;
  }

  /** A synchronized block. */
  public int block() {
    synchronized (this) {
      return count++;
    }
  }

  /** A lock. */
  public void lock() {
    lock.lock();
  }

  /** A sleep. */
  public void sleep() throws InterruptedException {
    Thread.sleep(1);
  }
}
