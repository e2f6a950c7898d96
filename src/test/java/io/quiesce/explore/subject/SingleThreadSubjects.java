package io.quiesce.explore.subject;

import java.util.Arrays;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.State;

/** The same for what belongs to a thread, and for arrays. */
@SuppressWarnings("all")
public final class SingleThreadSubjects {
  private SingleThreadSubjects() {}

  @JCStressTest
  @State
  public static class Locals extends SequentialSubjects.Script {
    final ThreadLocal<Integer> first = ThreadLocal.withInitial(() -> 1);
    final ThreadLocal<String> second =
        new ThreadLocal<>() {
          @Override
          protected String initialValue() {
            return "i";
          }
        };
    final ThreadLocal<Object> third = new ThreadLocal<>();

    @Override
    public String run() {
      String before = first.get() + second.get() + third.get();
      first.set(2);
      second.set("s");
      third.set("o");
      String set = first.get() + second.get() + third.get();
      first.remove();
      second.remove();
      third.remove();
      return before + " " + set + " " + first.get() + second.get() + third.get();
    }
  }

  @JCStressTest
  @State
  public static class Waiting extends SequentialSubjects.Script {
    final ReentrantLock lock = new ReentrantLock();
    final Semaphore permits = new Semaphore(2);

    @Override
    public String run() throws Exception {
      LockSupport.unpark(Thread.currentThread());
      LockSupport.park();
      Thread.currentThread().interrupt();
      LockSupport.park();
      boolean interrupted = Thread.currentThread().isInterrupted();
      boolean cleared = Thread.interrupted() && !Thread.interrupted();
      lock.lock();
      lock.lock();
      int holds = lock.getHoldCount();
      lock.unlock();
      lock.unlock();
      permits.acquire(2);
      boolean none = permits.tryAcquire();
      permits.release();
      synchronized (this) {
        notifyAll();
      }
      return interrupted + " " + cleared + holds + lock.isLocked() + none + permits.tryAcquire();
    }
  }

  @JCStressTest
  @State
  public static class Arrays2 extends SequentialSubjects.Script {
    final int[][] grid = {{1, 2}, {3, 4}};
    final String[] names = {"a", "b", "c"};

    @Override
    public String run() {
      int[] row = grid[1].clone();
      row[0] = 9;
      System.arraycopy(names, 0, names, 1, 2);
      int[] copy = Arrays.copyOf(grid[0], 3);
      Arrays.fill(grid[0], 7);
      return Arrays.toString(row)
          + Arrays.toString(grid[1])
          + Arrays.toString(names)
          + Arrays.toString(copy)
          + Arrays.toString(grid[0])
          + Arrays.stream(row).sum();
    }
  }
}
