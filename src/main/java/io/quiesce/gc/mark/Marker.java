package io.quiesce.gc.mark;

import io.quiesce.gc.object.ObjectHeap;
import io.quiesce.gc.object.span.ObjectMap;
import io.quiesce.gc.object.span.ObjectSpan;
import io.quiesce.gc.work.GcWork;
import io.quiesce.heap.memory.Memory;
import io.quiesce.sched.M;

/**
 * Greys and scans objects (Go: {@code greyobject}, {@code scanobject}).
 *
 * <h2>Protocol</h2>
 *
 * <ol>
 *   <li><b>Grey</b> a pointer: find the object around it, claim its mark bit. The winner counts an
 *       object without pointers as marked, and puts any other one into the work of its P.
 *   <li><b>Scan</b> an object taken from some work: read its words with set pointer bits (acquire)
 *       and grey what they point to. It is black when the last one was read. A worker scans several
 *       small ones at once, without a safe point between.
 *   <li>An object of more than {@link #OBLET_BYTES} is scanned in parts, so that several workers
 *       share it and none is away for long: whoever gets it queues the addresses of the other
 *       parts, then scans the first.
 * </ol>
 *
 * <h2>Invariants</h2>
 *
 * <ul>
 *   <li>I1. Each object is queued at most once in a cycle (the claim), each part of it once.
 *   <li>I2. Claim and put are one step for everybody else: there is no safe point between them, so
 *       a visit of the P finds every object that it has claimed in its work or in a list (C2, C5).
 *   <li>I3. Everything that a black object points to is grey or black, unless the write barrier has
 *       shaded what was there ({@link WriteBarrier}).
 * </ul>
 *
 * <p>Orderings: the load of a word acquires, with the mutator's release store; then the span in the
 * map, the pointer bits and the contents are those of the object's birth. Weakened: a live object
 * is met without its span, and is not marked (E2). The claim is described at {@code SpanBits}.
 *
 * <p>A pointer that leads to no object is an error, unless it leads to a manual span or out of the
 * heap: a marker that ignored it would hide a freed object that is still in use.
 */
public final class Marker {
  /** Larger objects are scanned in parts (Go: {@code maxObletBytes}). */
  public static final int OBLET_BYTES = 128 << 10;

  /** How many small objects are scanned at once, at most. */
  public static final int BATCH = 16;

  private static final int SMALL_WORDS = 32;

  /** An object of at most so many bytes is small. */
  private static final int SMALL_BYTES = SMALL_WORDS * Long.BYTES;

  private static final int WORD_SHIFT = 3;
  private static final int LAST_BIT = Long.SIZE - 1;

  private final ObjectHeap objects;
  private final ObjectMap map;
  private final Memory memory;

  /** For each P, the pointers of the objects that its owner scans. */
  private final long[][] gathered;

  /** Marks the objects of {@code objects}. */
  public Marker(ObjectHeap objects) {
    this.objects = objects;
    map = objects.map();
    memory = objects.pages().memory();
    gathered = new long[objects.pages().config().procs()][BATCH * SMALL_WORDS];
  }

  /** The objects. */
  public ObjectHeap objects() {
    return objects;
  }

  /**
   * Greys the object that {@code pointer}, any number, leads to.
   *
   * @param work of the P that {@code m} owns
   * @throws io.quiesce.gc.object.BadPointerException if it leads into the heap but to no object
   */
  public void grey(M m, GcWork work, long pointer) {
    ObjectSpan span = map.find(pointer);
    if (span == null) {
      objects.requireNoObject(pointer);
      return;
    }
    int i = span.indexOf(pointer);
    if (i >= span.objects() || !span.isAllocated(i)) {
      throw objects.badPointer(pointer);
    }
    // the claim; the look before it is a hint that saves most atomic operations
    if (span.isMarked(i) || !span.tryMark(i)) {
      return;
    }
    if (span.noscan()) {
      work.addBytesMarked(span.elemBytes());
    } else if (!work.putFast(span.addressOf(i))) {
      work.put(m, span.addressOf(i));
    }
  }

  /**
   * Scans an object, or a part of one, that was taken from a work.
   *
   * @param work of the P that {@code m} owns; gets the bytes marked and the scan work
   */
  public void scanobject(M m, GcWork work, long addr) {
    ObjectSpan span = map.find(addr);
    long bytes = span.elemBytes();
    if (bytes > OBLET_BYTES) {
      if (addr == span.base()) {
        for (long part = addr + OBLET_BYTES; part < addr + bytes; part += OBLET_BYTES) {
          work.put(m, part);
        }
      }
      bytes = Math.min(span.base() + bytes - addr, OBLET_BYTES);
    }
    scan(m, work, span, addr, bytes);
    work.addBytesMarked(bytes);
    work.addScanWork(bytes);
  }

  /**
   * Scans a grey object that was taken from {@code work}, and with it up to {@link #BATCH} - 1 that
   * are on top there, as long as they are small. A word of each is read before anything else is
   * done: reads that do not wait for each other hide the way to memory (Go prefetches an object
   * when it is greyed).
   *
   * @param work of the P that {@code m} owns; gets the bytes marked and the scan work
   */
  public void scanobjects(M m, GcWork work, long first) {
    long[] pointers = gathered[m.pid()];
    touch(work, first, pointers);
    int n = 0;
    long total = 0;
    long addr = first;
    for (int taken = 1; addr != 0; taken++) {
      ObjectSpan span = map.find(addr);
      long bytes = span.elemBytes();
      if (bytes > SMALL_BYTES) {
        break;
      }
      n = gather(span, addr, bytes, pointers, n);
      total += bytes;
      addr = taken == BATCH ? 0 : work.tryGetFast();
    }
    greyAll(m, work, pointers, n);
    work.addBytesMarked(total);
    work.addScanWork(total);
    if (addr != 0) {
      scanobject(m, work, addr);
    }
  }

  private void touch(GcWork work, long first, long[] scratch) {
    long addr = first;
    for (int i = 0; i < BATCH && addr != 0; i++) {
      // stored only so that the compiler keeps the read
      scratch[i] = memory.getLong(addr);
      addr = work.peek(i);
    }
  }

  private int gather(ObjectSpan span, long addr, long bytes, long[] pointers, int n) {
    long base = span.base();
    int from = (int) ((addr - base) >> WORD_SHIFT);
    int last = from + (int) (bytes >> WORD_SHIFT) - 1;
    int end = n;
    for (int i = from >> 6; i <= last >> 6; i++) {
      end = gatherGroup(span, i, from, last, pointers, end);
    }
    return end;
  }

  /** Reads the pointers among words {@code from} to {@code last} in group {@code i}. */
  private int gatherGroup(ObjectSpan span, int i, int from, int last, long[] pointers, int n) {
    long bits = span.pointerWord(i);
    if (i == from >> 6) {
      bits = bits >>> from << from;
    }
    if (i == last >> 6) {
      bits &= -1L >>> (LAST_BIT - (last & LAST_BIT));
    }
    // acquire, pairs with the mutator's release store; weakened: E2
    return bits == 0
        ? n
        : memory.gatherAcquire(span.base() + ((long) i << (6 + WORD_SHIFT)), bits, pointers, n);
  }

  private void greyAll(M m, GcWork work, long[] pointers, int n) {
    for (int k = 0; k < n; k++) {
      if (pointers[k] != 0) {
        grey(m, work, pointers[k]);
      }
    }
  }

  /** Greys what the pointers in {@code bytes} bytes of {@code span} from {@code addr} lead to. */
  void scan(M m, GcWork work, ObjectSpan span, long addr, long bytes) {
    long[] pointers = gathered[m.pid()];
    int from = (int) ((addr - span.base()) >> WORD_SHIFT);
    int last = from + (int) (bytes >> WORD_SHIFT) - 1;
    for (int i = from >> 6; i <= last >> 6; i++) {
      greyAll(m, work, pointers, gatherGroup(span, i, from, last, pointers, 0));
    }
  }
}
