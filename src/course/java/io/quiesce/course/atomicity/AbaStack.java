package io.quiesce.course.atomicity;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicLong;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.III_Result;

/** A stack of two elements, 1 on top of 2; 0 is none. */
public final class AbaStack {
  private AbaStack() {}

  /** The head is the number of the top element. */
  @JCStressTest
  @State
  @Outcome(id = "1, 2, 2", expect = FORBIDDEN, desc = "an element with two owners")
  @Outcome(id = "1, 0, 2", expect = ACCEPTABLE, desc = "first come")
  @Outcome(id = "0, 2, 1", expect = ACCEPTABLE, desc = "nothing was left")
  @Outcome(id = "1, 2, 0", expect = ACCEPTABLE, desc = "came back, and was taken")
  @Outcome(id = "2, 0, 1", expect = ACCEPTABLE, desc = "in between")
  @Outcome(expect = FORBIDDEN, desc = "no order of the operations gives this")
  public static class Broken {
    final AtomicIntegerArray next = new AtomicIntegerArray(new int[] {0, 2, 0});
    final AtomicInteger head = new AtomicInteger(1);

    @Actor
    public void pops(III_Result r) {
      r.r1 = pop();
    }

    @Actor
    public void popsTwiceAndPushes(III_Result r) {
      int first = pop();
      r.r2 = pop();
      push(first);
    }

    int pop() {
      int top;
      do {
        top = head.get();
        if (top == 0) {
          return 0;
        }
      } while (!head.compareAndSet(top, next.getOpaque(top)));
      return top;
    }

    void push(int id) {
      int top;
      do {
        top = head.get();
        next.setOpaque(id, top);
      } while (!head.compareAndSet(top, id));
    }

    @Arbiter
    public void left(III_Result r) {
      r.r3 = head.get();
    }
  }

  /** The head has a count of one bit, which each pop raises. */
  @JCStressTest
  @State
  @Outcome(id = "1, 2, 2", expect = FORBIDDEN, desc = "an element with two owners")
  @Outcome(id = "1, 0, 2", expect = ACCEPTABLE, desc = "first come")
  @Outcome(id = "0, 2, 1", expect = ACCEPTABLE, desc = "nothing was left")
  @Outcome(id = "1, 2, 0", expect = ACCEPTABLE, desc = "came back, and was taken")
  @Outcome(id = "2, 0, 1", expect = ACCEPTABLE, desc = "in between")
  @Outcome(expect = FORBIDDEN, desc = "no order of the operations gives this")
  public static class OneBit {
    final AtomicIntegerArray next = new AtomicIntegerArray(new int[] {0, 2, 0});
    final AtomicLong head = new AtomicLong(1);

    static long tagged(long before, int id) {
      return ((before >>> 32) + 1 & 1) << 32 | id;
    }

    static long kept(long before, int id) {
      return before >>> 32 << 32 | id;
    }

    @Actor
    public void pops(III_Result r) {
      r.r1 = pop();
    }

    @Actor
    public void popsTwiceAndPushes(III_Result r) {
      int first = pop();
      r.r2 = pop();
      push(first);
    }

    int pop() {
      long top;
      do {
        top = head.get();
        if ((int) top == 0) {
          return 0;
        }
      } while (!head.compareAndSet(top, tagged(top, next.getOpaque((int) top))));
      return (int) top;
    }

    void push(int id) {
      long top;
      do {
        top = head.get();
        next.setOpaque(id, (int) top);
      } while (!head.compareAndSet(top, kept(top, id)));
    }

    @Arbiter
    public void left(III_Result r) {
      r.r3 = (int) head.get();
    }
  }

  /** The head has a count of half a word, which each operation raises. */
  @JCStressTest
  @State
  @Outcome(id = "1, 2, 2", expect = FORBIDDEN, desc = "an element with two owners")
  @Outcome(id = "1, 0, 2", expect = ACCEPTABLE, desc = "first come")
  @Outcome(id = "0, 2, 1", expect = ACCEPTABLE, desc = "nothing was left")
  @Outcome(id = "1, 2, 0", expect = ACCEPTABLE, desc = "came back, and was taken")
  @Outcome(id = "2, 0, 1", expect = ACCEPTABLE, desc = "in between")
  @Outcome(expect = FORBIDDEN, desc = "no order of the operations gives this")
  public static class Fixed {
    final AtomicIntegerArray next = new AtomicIntegerArray(new int[] {0, 2, 0});
    final AtomicLong head = new AtomicLong(1);

    static long tagged(long before, int id) {
      return ((before >>> 32) + 1) << 32 | id;
    }

    @Actor
    public void pops(III_Result r) {
      r.r1 = pop();
    }

    @Actor
    public void popsTwiceAndPushes(III_Result r) {
      int first = pop();
      r.r2 = pop();
      push(first);
    }

    int pop() {
      long top;
      do {
        top = head.get();
        if ((int) top == 0) {
          return 0;
        }
      } while (!head.compareAndSet(top, tagged(top, next.getOpaque((int) top))));
      return (int) top;
    }

    void push(int id) {
      long top;
      do {
        top = head.get();
        next.setOpaque(id, (int) top);
      } while (!head.compareAndSet(top, tagged(top, id)));
    }

    @Arbiter
    public void left(III_Result r) {
      r.r3 = (int) head.get();
    }
  }

  /** There is a count, and a pop raises it. */
  @JCStressTest
  @State
  @Outcome(id = "1, 2, 2", expect = FORBIDDEN, desc = "an element with two owners")
  @Outcome(id = "1, 0, 2", expect = ACCEPTABLE, desc = "first come")
  @Outcome(id = "0, 2, 1", expect = ACCEPTABLE, desc = "nothing was left")
  @Outcome(id = "1, 2, 0", expect = ACCEPTABLE, desc = "came back, and was taken")
  @Outcome(id = "2, 0, 1", expect = ACCEPTABLE, desc = "in between")
  @Outcome(expect = FORBIDDEN, desc = "no order of the operations gives this")
  public static class Exercise {
    final AtomicIntegerArray next = new AtomicIntegerArray(new int[] {0, 2, 0});
    final AtomicLong head = new AtomicLong(1);

    static long tagged(long before, int id) {
      return ((before >>> 32) + 1) << 32 | id;
    }

    @Actor
    public void pops(III_Result r) {
      r.r1 = pop();
    }

    @Actor
    public void popsTwiceAndPushes(III_Result r) {
      int first = pop();
      r.r2 = pop();
      push(first);
    }

    int pop() {
      long top;
      do {
        top = head.get();
        if ((int) top == 0) {
          return 0;
        }
      } while (!head.compareAndSet(top, tagged(top, next.getOpaque((int) top))));
      return (int) top;
    }

    void push(int id) {
      long top;
      do {
        top = head.get();
        next.setOpaque(id, (int) top);
      } while (!head.compareAndSet(top, id));
    }

    @Arbiter
    public void left(III_Result r) {
      r.r3 = (int) head.get();
    }
  }

  /** The count is part of each head, and no operation takes it back. */
  @JCStressTest
  @State
  @Outcome(id = "1, 2, 2", expect = FORBIDDEN, desc = "an element with two owners")
  @Outcome(id = "1, 0, 2", expect = ACCEPTABLE, desc = "first come")
  @Outcome(id = "0, 2, 1", expect = ACCEPTABLE, desc = "nothing was left")
  @Outcome(id = "1, 2, 0", expect = ACCEPTABLE, desc = "came back, and was taken")
  @Outcome(id = "2, 0, 1", expect = ACCEPTABLE, desc = "in between")
  @Outcome(expect = FORBIDDEN, desc = "no order of the operations gives this")
  public static class Solution {
    final AtomicIntegerArray next = new AtomicIntegerArray(new int[] {0, 2, 0});
    final AtomicLong head = new AtomicLong(1);

    static long tagged(long before, int id) {
      return ((before >>> 32) + 1) << 32 | id;
    }

    @Actor
    public void pops(III_Result r) {
      r.r1 = pop();
    }

    @Actor
    public void popsTwiceAndPushes(III_Result r) {
      int first = pop();
      r.r2 = pop();
      push(first);
    }

    int pop() {
      long top;
      do {
        top = head.get();
        if ((int) top == 0) {
          return 0;
        }
      } while (!head.compareAndSet(top, tagged(top, next.getOpaque((int) top))));
      return (int) top;
    }

    void push(int id) {
      long top;
      do {
        top = head.get();
        next.setOpaque(id, (int) top);
      } while (!head.compareAndSet(top, tagged(top, id)));
    }

    @Arbiter
    public void left(III_Result r) {
      r.r3 = (int) head.get();
    }
  }
}
