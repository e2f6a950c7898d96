package io.quiesce.stack.segmented;

import io.quiesce.stack.segmented.block.SegmentMemory;

/**
 * The record at the highest addresses of each segment, in the segment's own memory (Go: {@code
 * Stktop} in stack.h). All methods take its address.
 *
 * <pre>
 *  offset  0  stackguard of the older segment
 *          8  stackbase of the older segment, 0 in the first
 *         16  gobuf: sp, pc, g, ctxt, ret, lr
 *         64  argsize (4 bytes), panicwrap (4 bytes)
 *         72  argp: where the arguments lie in the older segment
 *         80  panic (1 byte), malloced (1 byte), 6 bytes unused
 *         88  end of the segment
 * </pre>
 *
 * Plain accesses: the record belongs to whoever owns the goroutine. Since {@code copystack} moves
 * it with the rest of the segment, it carries nothing that is true of one place only, except
 * malloced, which {@code copystack} therefore restores (O2).
 */
public final class Stktop {
  /** Bytes of the record, {@code StackTop}. */
  public static final int BYTES = 88;

  private static final int GUARD = 0;
  private static final int BASE = 8;
  private static final int SP = 16;
  private static final int PC = 24;
  private static final int G = 32;
  private static final int CTXT = 40;
  private static final int RET = 48;
  private static final int ARGS = 64;
  private static final int ARGP = 72;
  private static final int FLAGS = 80;
  private static final long PANIC = 1L;
  private static final long MALLOCED = 1L << 8;
  private static final long INT_MASK = 0xffff_ffffL;

  private final SegmentMemory memory;

  /** Reads and writes records in {@code memory}. */
  public Stktop(SegmentMemory memory) {
    this.memory = memory;
  }

  /** Zeroes the record and sets its origin flag; only stackalloc does. */
  void init(long top, boolean malloced) {
    memory.clear(top, BYTES);
    setMalloced(top, malloced);
  }

  /** True if the segment is a heap block. */
  public boolean malloced(long top) {
    return (memory.getLong(top + FLAGS) & MALLOCED) != 0;
  }

  /** Sets the origin flag; needed where a record was overwritten by another's. */
  public void setMalloced(long top, boolean malloced) {
    setFlag(top, MALLOCED, malloced);
  }

  /** True if the segment was made to run a deferred call for a panic. */
  public boolean panic(long top) {
    return (memory.getLong(top + FLAGS) & PANIC) != 0;
  }

  /** Sets the panic flag. */
  public void setPanic(long top, boolean panic) {
    setFlag(top, PANIC, panic);
  }

  private void setFlag(long top, long flag, boolean on) {
    long flags = memory.getLong(top + FLAGS);
    memory.putLong(top + FLAGS, on ? flags | flag : flags & ~flag);
  }

  /** The record of the older segment, 0 in the first. */
  public long stackbase(long top) {
    return memory.getLong(top + BASE);
  }

  /** The guard of the older segment. */
  public long stackguard(long top) {
    return memory.getLong(top + GUARD);
  }

  /** Remembers the older segment. */
  public void setOlder(long top, long stackguard, long stackbase) {
    memory.putLong(top + GUARD, stackguard);
    memory.putLong(top + BASE, stackbase);
  }

  /** Remembers where the older segment goes on. */
  public void saveGobuf(long top, long goid, Gobuf buf) {
    memory.putLong(top + SP, buf.sp);
    memory.putLong(top + PC, buf.pc);
    memory.putLong(top + G, goid);
    memory.putLong(top + CTXT, buf.ctxt);
    memory.putLong(top + RET, buf.ret);
  }

  /** Loads into {@code buf} where the older segment goes on. */
  public void loadGobuf(long top, Gobuf buf) {
    buf.sp = memory.getLong(top + SP);
    buf.pc = memory.getLong(top + PC);
    buf.ctxt = memory.getLong(top + CTXT);
    buf.ret = memory.getLong(top + RET);
  }

  /** The stack pointer to which the older segment returns. */
  public long gobufSp(long top) {
    return memory.getLong(top + SP);
  }

  /** The program counter to which the older segment returns. */
  public long gobufPc(long top) {
    return memory.getLong(top + PC);
  }

  /** The goroutine that made the segment. */
  public long gobufG(long top) {
    return memory.getLong(top + G);
  }

  /** Bytes of arguments that were copied to just below the record. */
  public int argsize(long top) {
    return (int) (memory.getLong(top + ARGS) & INT_MASK);
  }

  /** The distance by which a panic wrapper had moved the arguments when the segment was made. */
  public int panicwrap(long top) {
    return (int) (memory.getLong(top + ARGS) >>> 32);
  }

  /** Where the arguments lie in the older segment. */
  public long argp(long top) {
    return memory.getLong(top + ARGP);
  }

  /** Records the arguments. */
  public void setArgs(long top, long argp, int argsize, int panicwrap) {
    memory.putLong(top + ARGP, argp);
    memory.putLong(top + ARGS, (argsize & INT_MASK) | (long) panicwrap << 32);
  }
}
