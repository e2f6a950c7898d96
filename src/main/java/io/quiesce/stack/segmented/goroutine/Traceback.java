package io.quiesce.stack.segmented.goroutine;

import io.quiesce.stack.segmented.SegmentConfig;
import io.quiesce.stack.segmented.SegmentException;
import io.quiesce.stack.segmented.SegmentedG;
import io.quiesce.stack.segmented.Stktop;
import io.quiesce.stack.segmented.block.SegmentMemory;
import java.util.ArrayList;
import java.util.List;

/**
 * Finds the frames of a goroutine in its memory, the youngest first (Go: {@code gentraceback}).
 * Only the goroutine's owner may ask.
 */
public final class Traceback {
  private static final int WORD = 8;

  private final FuncTable funcs;
  private final SegmentMemory memory;
  private final Stktop stktop;

  /** Reads the frames of the functions of {@code funcs} in {@code memory}. */
  public Traceback(FuncTable funcs, SegmentMemory memory, Stktop stktop) {
    this.funcs = funcs;
    this.memory = memory;
    this.stktop = stktop;
  }

  /** The youngest frame. */
  public Frame top(SegmentedG gp) {
    return frame(gp.sched().pc, gp.sched().sp);
  }

  /** The frames of the top segment. */
  List<Frame> topSegment(SegmentedG gp) {
    List<Frame> frames = new ArrayList<>();
    walk(gp.sched().pc, gp.sched().sp, gp.lo(), gp.stackbase(), frames);
    return frames;
  }

  /** All frames. */
  public List<Frame> all(SegmentedG gp) {
    List<Frame> frames = new ArrayList<>();
    long top = gp.stackbase();
    long lo = gp.lo();
    long pc = gp.sched().pc;
    long sp = gp.sched().sp;
    while (walk(pc, sp, lo, top, frames) == FuncTable.LESSSTACK) {
      pc = stktop.gobufPc(top);
      sp = stktop.gobufSp(top);
      lo = stktop.stackguard(top) - SegmentConfig.STACK_GUARD;
      top = stktop.stackbase(top);
    }
    return frames;
  }

  /** Collects the frames of one segment; returns the return address that ends it. */
  private long walk(long pc, long sp, long lo, long top, List<Frame> into) {
    while (pc != FuncTable.LESSSTACK && pc != FuncTable.GOEXIT) {
      Frame f = frame(pc, sp);
      if (sp < lo || f.argp() > top) {
        throw new SegmentException(
            "traceback: "
                + f
                + " lies outside its segment [0x"
                + Long.toHexString(lo)
                + ", 0x"
                + Long.toHexString(top)
                + ")");
      }
      into.add(f);
      pc = memory.getLong(f.returnAddress());
      sp = f.argp();
    }
    return pc;
  }

  private Frame frame(long pc, long sp) {
    Func f = funcs.find(pc);
    boolean inPrologue = funcs.inPrologue(pc);
    return new Frame(f, pc, sp, sp + (inPrologue ? 0 : f.frameBytes()) + WORD, inPrologue);
  }
}
