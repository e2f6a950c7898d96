package io.quiesce.gc.object.span;

import io.quiesce.heap.memory.HeapAddress;
import io.quiesce.heap.span.Span;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * What the object heap keeps of one HEAP span (Go: the fields of {@code mspan} that only such spans
 * use): the size of its objects, their bits, and the sweep generation.
 *
 * <p>Like the {@link Span} itself it has one life. Size and place are final. The allocation cursor
 * belongs to the owner of the span: the P whose cache holds it, whoever popped it from a set, or
 * whoever acquired it for sweeping; sets and the generation hand it over.
 *
 * <h2>The sweep generation</h2>
 *
 * With g the heap's (Go: the comment on {@code mspan.sweepgen}):
 *
 * <ul>
 *   <li>g - 2: needs sweeping. g - 1: is being swept. g: swept, and on a set or owned.
 *   <li>g + 1: was cached before the sweep began and needs sweeping, by the P that caches it. g +
 *       3: swept, then cached.
 * </ul>
 *
 * The heap's grows by 2 in each cycle while the world is stopped, so that swept becomes unswept and
 * cached becomes stale with one store (P7).
 *
 * <p>Orderings: {@link #tryAcquireForSweep} acquires what the last owner released with {@link
 * #setSweepgen}; weakened, the sweeper counts with an old cursor. Plain on both sides the heap
 * would still be right as long as each hand-over goes through a set, which has its own orderings;
 * the generation is what makes a second sweeper lose.
 */
public final class ObjectSpan extends SpanBits {
  private static final VarHandle SWEEPGEN;

  static {
    try {
      SWEEPGEN = MethodHandles.lookup().findVarHandle(ObjectSpan.class, "sweepgen", int.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private final Span span;
  private final long base;
  private final long elemBytes;
  private final long magic;
  private final PointerBits pointers;
  private final SpecialList specials = new SpecialList();

  @SuppressWarnings("UnusedVariable") // through SWEEPGEN
  private int sweepgen;

  private int cursor;
  private int allocCount;
  private boolean needzero;

  /**
   * All objects of {@code span} are free.
   *
   * @param span a live HEAP span that the caller made
   * @param sweepgen the heap's
   */
  public ObjectSpan(Span span, int sweepgen) {
    super(Math.max(1, SizeClasses.objects(SizeClasses.sizeClass(span.spanClass()))));
    this.span = span;
    this.sweepgen = sweepgen;
    base = span.base();
    int sizeClass = SizeClasses.sizeClass(span.spanClass());
    elemBytes = sizeClass == 0 ? span.bytes() : SizeClasses.bytes(sizeClass);
    magic = SizeClasses.divMagic(sizeClass);
    pointers = SizeClasses.noscan(span.spanClass()) ? null : new PointerBits(span.bytes());
    needzero = span.needzero();
  }

  /** The pages. */
  public Span span() {
    return span;
  }

  /** The address of the first object. */
  public long base() {
    return base;
  }

  /** Bytes of each object. */
  public long elemBytes() {
    return elemBytes;
  }

  /** Whether the objects have no pointers. */
  public boolean noscan() {
    return pointers == null;
  }

  /** The index of the object around {@code addr}; at least {@link #objects} in the unused tail. */
  public int indexOf(long addr) {
    return (int) (((addr - base) * magic) >>> Integer.SIZE);
  }

  /** The address of object {@code i}. */
  public long addressOf(int i) {
    return base + i * elemBytes;
  }

  /** The pointer bits of the 64 words from word {@code 64 * i} of the span on. */
  public long pointerWord(int i) {
    return pointers.word(i);
  }

  /** What is recorded beside the objects. */
  public SpecialList specials() {
    return specials;
  }

  /** Takes a free object, or answers -1; {@link #publish} makes it allocated. By the owner. */
  public int take() {
    int i = takeFrom(cursor);
    cursor = i < 0 ? objects() : i + 1;
    return i;
  }

  /** Writes which words of object {@code i} are pointers. By the owner, before its publication. */
  public void writePointers(int i, ObjectLayout layout, long count) {
    long words = elemBytes / Long.BYTES;
    pointers.write(i * words, words, layout, count);
  }

  /** Object {@code i}, taken and prepared, is allocated from here on. By the owner. */
  public void publish(int i) {
    allocate(i);
    allocCount++;
  }

  /** Whether {@link #take} would find nothing; by the owner. */
  public boolean isFull() {
    return allocCount == objects();
  }

  /** How many objects are allocated; by the owner, and at quiescence. */
  public int allocCount() {
    return allocCount;
  }

  /** Whether free objects may hold other bytes than zero; by the owner. */
  public boolean needzero() {
    return needzero;
  }

  /** Frees the objects that are not marked and clears the marks; answers how many. By the owner. */
  public int sweep() {
    int live = sweepBits();
    int freed = allocCount - live;
    allocCount = live;
    cursor = 0;
    needzero |= freed > 0;
    return freed;
  }

  /** The sweep generation; for the owner, and exact for others at quiescence. */
  public int sweepgen() {
    // opaque: nothing is read by it; who wants the cursor and the counts owns them or acquires
    return (int) SWEEPGEN.getOpaque(this);
  }

  /** Sets the sweep generation; by the owner. */
  public void setSweepgen(int generation) {
    // release: the cursor and the counts go with it
    SWEEPGEN.setRelease(this, generation);
  }

  /** Acquires the span for sweeping if it needs it and nobody else has. */
  public boolean tryAcquireForSweep(int heapSweepgen) {
    // acquire, pairs with setSweepgen(); one compare-and-set wins
    int needs = heapSweepgen - 2;
    return (int) SWEEPGEN.compareAndExchangeAcquire(this, needs, heapSweepgen - 1) == needs;
  }

  @Override
  public String toString() {
    return "object span "
        + HeapAddress.hex(base)
        + " ("
        + allocCount
        + " of "
        + objects()
        + " objects of "
        + elemBytes
        + " bytes, sweepgen "
        + (int) SWEEPGEN.getOpaque(this)
        + ")";
  }
}
