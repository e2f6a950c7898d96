package io.quiesce.explore.java.memory;

import io.quiesce.explore.java.heap.Heap;
import io.quiesce.explore.java.heap.Statics;
import io.quiesce.explore.java.strand.Strand;
import io.quiesce.explore.java.strand.Strands;
import io.quiesce.explore.program.Mode;
import io.quiesce.explore.program.Rmw;
import java.util.HashMap;
import java.util.Map;

/**
 * Threads: start, join, park, interrupt.
 *
 * <p>Each thread has one word, a location with three bits: {@link #PERMIT} of {@code LockSupport},
 * {@link #INTERRUPTED}, and {@link #NOTIFIED} for {@code Object.wait}. The permit is in the total
 * order of volatile accesses, so a thread that parks until it sees a volatile flag does see it
 * after the {@code unpark} that follows the write; beyond that park and unpark order nothing, for
 * the documentation of {@code LockSupport} promises nothing. An interrupt happens before its
 * detection. park does not return spuriously; a time limit may run out at any moment or never,
 * which is a choice.
 */
public final class Threads {
  /** The permit of {@code LockSupport.unpark}. */
  public static final long PERMIT = 1;

  /** The interrupt status. */
  public static final long INTERRUPTED = 2;

  /** A notification of {@code Object.notify} that has not been taken. */
  public static final long NOTIFIED = 4;

  private static final int LONGEST_LOOP = 1_000_000;

  private final Strands strands;
  private final Memory memory;
  private int started;
  private final Map<Integer, Integer> numberOfBlock = new HashMap<>();

  /** The threads of a strands. */
  public Threads(Strands strands, Memory memory) {
    this.strands = strands;
    this.memory = memory;
  }

  private int word(int thread) {
    return memory.heap().block(new Heap.Name("thread " + thread, 0, Statics.CREATOR, -1, 1));
  }

  /** Sets bits in the word of a thread. */
  public void set(int thread, long bits, Mode mode, int site) {
    update(thread, Rmw.OR, bits, mode, site);
  }

  /** Clears bits in the word of the current thread. */
  public void clear(long bits, int site) {
    update(strands.current().index, Rmw.AND, ~bits, Mode.OPAQUE, site);
  }

  private long update(int thread, Rmw operator, long operand, Mode mode, int site) {
    if (mode.releases()) {
      memory.flush();
    }
    int line = strands.site(site);
    return strands.emit(strands.current().op.update(word(thread), operator, operand, mode, line));
  }

  /** {@code LockSupport.park}; {@code timed} if it has a limit. */
  public void park(boolean timed, int site) {
    Strand strand = strands.current();
    int line = strands.site(site);
    if (timed && strands.emit(strand.op.choice(2, line)) == 1) {
      return;
    }
    await(PERMIT | INTERRUPTED, ~PERMIT, Mode.TOTAL, line);
  }

  /** Waits for a notification or an interrupt; the word as it was when one came. */
  public long awaitSignal(int site) {
    return await(NOTIFIED | INTERRUPTED, ~NOTIFIED, Mode.OPAQUE, strands.site(site));
  }

  private long await(long awaited, long kept, Mode mode, int line) {
    Strand strand = strands.current();
    return strands.emit(
        strand.op.update(word(strand.index), Rmw.AND, kept, mode, line).await(awaited, 0, true));
  }

  /** {@code LockSupport.unpark}. */
  public void unpark(int thread, int site) {
    set(thread, PERMIT, Mode.TOTAL, site);
  }

  /** {@code Thread.interrupt}. */
  public void interrupt(int thread, int site) {
    set(thread, INTERRUPTED, Mode.VOLATILE, site);
  }

  /** {@code Thread.isInterrupted}. */
  public boolean isInterrupted(int thread, int site) {
    return (memory.read(word(thread), Mode.VOLATILE, site) & INTERRUPTED) != 0;
  }

  /** {@code Thread.interrupted}: tests and clears. */
  public boolean interrupted(int site) {
    int self = strands.current().index;
    boolean set = isInterrupted(self, site);
    if (set) {
      update(self, Rmw.AND, ~INTERRUPTED, Mode.VOLATILE, site);
    }
    return set;
  }

  /** The number of the thread that a thread object stands for; the same in every execution. */
  public int numberOf(Object thread) {
    int block = (int) memory.encode(thread);
    return numberOfBlock.computeIfAbsent(block, b -> strands.firstFree() + started++);
  }

  /** Makes a thread object stand for a thread; a negative number is the set-up. */
  public void adopt(Object thread, int number) {
    strands.current().thread = number < 0 ? thread : strands.current().thread;
    if (number >= 0) {
      strands.thread(number).thread = thread;
      numberOfBlock.put((int) memory.encode(thread), number);
    }
  }

  /** Whether a time limit runs out: a choice. */
  public boolean expires(int site) {
    return strands.emit(strands.current().op.choice(2, strands.site(site))) == 1;
  }

  /** {@code Thread.start}. */
  public int start(Object thread, Runnable body, int site) {
    int number = numberOf(thread);
    Strand strand = strands.thread(number);
    strand.thread = thread;
    memory.flush();
    strands.prepare(strand, body);
    strands.emit(strands.current().op.spawn(number, strands.site(site)));
    return number;
  }

  /** {@code Thread.join}. */
  public void join(int number, int site) {
    strands.emit(strands.current().op.join(number, strands.site(site)));
  }

  /** {@code onSpinWait}, {@code yield}, {@code sleep}. */
  public void spin(int site) {
    Strand strand = strands.current();
    strands.emit(strand.op.spin(0, strands.site(site)));
  }

  /** The end of a turn that changed no local variable: waiting, if it changed no memory either. */
  public void retry(int loop) {
    Strand strand = strands.current();
    int operations = strand.operationsOfUselessTurn(loop);
    if (operations > 0) {
      strands.emit(strand.op.spin(operations, strands.site(loop)));
    } else {
      loop(loop);
    }
  }

  /** The end of a turn: a thread that goes round for ever is cut off. */
  public void loop(int loop) {
    Strand strand = strands.current();
    int turns = strand.iterations.merge(loop, 1, Integer::sum);
    if (turns > LONGEST_LOOP) {
      strands.emit(strand.op.cut("loop=" + LONGEST_LOOP, strands.site(loop)));
    }
  }
}
