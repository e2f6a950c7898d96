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
 *       and grey what they point to. It is black when the last one was read.
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

  private static final int WORD_SHIFT = 3;
  private static final int LAST_BIT = Long.SIZE - 1;

  private final ObjectHeap objects;
  private final ObjectMap map;
  private final Memory memory;

  /** For each P, the pointers of the group of words that its owner scans. */
  private final long[][] gathered;

  /** Marks the objects of {@code objects}. */
  public Marker(ObjectHeap objects) {
    this.objects = objects;
    map = objects.map();
    memory = objects.pages().memory();
    gathered = new long[objects.pages().config().procs()][Long.SIZE];
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

  /** Greys what the pointers in {@code bytes} bytes of {@code span} from {@code addr} lead to. */
  void scan(M m, GcWork work, ObjectSpan span, long addr, long bytes) {
    long[] pointers = gathered[m.pid()];
    long base = span.base();
    int from = (int) ((addr - base) >> WORD_SHIFT);
    int last = from + (int) (bytes >> WORD_SHIFT) - 1;
    for (int i = from >> 6; i <= last >> 6; i++) {
      long bits = span.pointerWord(i);
      if (i == from >> 6) {
        bits = bits >>> from << from;
      }
      if (i == last >> 6) {
        bits &= -1L >>> (LAST_BIT - (last & LAST_BIT));
      }
      if (bits != 0) {
        // acquire, pairs with the mutator's release store; weakened: E2
        int n = memory.gatherAcquire(base + ((long) i << (6 + WORD_SHIFT)), bits, pointers);
        for (int k = 0; k < n; k++) {
          if (pointers[k] != 0) {
            grey(m, work, pointers[k]);
          }
        }
      }
    }
  }
}
