package io.quiesce.explore.java.strand;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.locks.LockSupport;

/**
 * Coroutines on platform threads, handed control to one at a time; ended threads wait for another
 * body. Confined to one worker.
 */
final class ThreadPool {
  private final Deque<Member> idle = new ArrayDeque<>();
  private int made;
  private volatile boolean closed;

  /** Takes a thread for a body; it starts at the first {@link Coroutine#run}. */
  Coroutine start(Runnable body) {
    Member member = idle.isEmpty() ? create() : idle.pop();
    member.body = body;
    member.dropped = false;
    return member;
  }

  /** Ends all idle threads; to be called when every coroutine has ended or was abandoned. */
  void close() {
    closed = true;
    for (Member member : idle) {
      member.turn = true;
      LockSupport.unpark(member.thread);
    }
  }

  private Member create() {
    Member member = new Member();
    member.thread = new Thread(member::live, "explorer-" + made++);
    member.thread.setDaemon(true);
    member.thread.start();
    return member;
  }

  /** Thrown inside a body that is abandoned, to bring its thread back to the pool. */
  static final class Abandoned extends Error {
    private static final long serialVersionUID = 1L;

    Abandoned() {
      super("abandoned", null, false, false);
    }
  }

  /** One thread. {@code turn} says who runs: true is this thread, false its caller. */
  private final class Member implements Coroutine {
    private Thread thread;
    private volatile boolean turn;
    private Thread caller;
    private Runnable body;
    private boolean dropped;
    private Throwable failure;

    void live() {
      while (true) {
        awaitTurn();
        if (closed) {
          return;
        }
        try {
          if (!dropped) {
            body.run();
          }
        } catch (Abandoned e) {
          dropped = true;
        } catch (Throwable e) {
          failure = e;
        }
        body = null;
        giveBack();
      }
    }

    private void awaitTurn() {
      while (!turn) {
        LockSupport.park(this);
      }
    }

    /** volatile write of turn: pairs with the caller's read, hands over all that was done here. */
    private void giveBack() {
      Thread waiting = caller;
      turn = false;
      LockSupport.unpark(waiting);
    }

    @Override
    public void run() {
      caller = Thread.currentThread();
      turn = true;
      LockSupport.unpark(thread);
      while (turn) {
        LockSupport.park(this);
      }
      if (body == null) {
        idle.push(this);
      }
      Throwable thrown = failure;
      failure = null;
      if (thrown instanceof Error error) {
        throw error;
      } else if (thrown instanceof RuntimeException exception) {
        throw exception;
      }
    }

    @Override
    public void pause() {
      if (dropped) {
        throw new Abandoned();
      }
      giveBack();
      awaitTurn();
      if (dropped) {
        throw new Abandoned();
      }
    }

    @Override
    public void abandon() {
      dropped = true;
      while (body != null) {
        run();
      }
    }

    @Override
    public Thread carrier() {
      return thread;
    }
  }
}
