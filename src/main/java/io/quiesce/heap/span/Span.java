package io.quiesce.heap.span;

import io.quiesce.heap.memory.HeapAddress;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * A run of pages with one owner (Go: {@code mspan}): its {@link SpanWord} and what the word
 * publishes.
 *
 * <p>A span object has one life. Go recycles its records and must therefore worry about a reader
 * that still holds one; here the reader holds a dead span and sees that it is dead. The word is
 * inherited instead of referred to, so that a span costs one object.
 *
 * <p>The fields are plain. They are written before {@link SpanWord#publish}, and may be read after
 * {@link SpanWord#acquire} showed a live span (H3).
 */
public final class Span extends SpanWord {
  /** The span class of a manual span. */
  public static final int NO_CLASS = -1;

  private static final VarHandle LINK;

  static {
    try {
      LINK = MethodHandles.lookup().findVarHandle(Span.class, "link", int.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private final long base;
  private final int npages;
  private final int spanClass;
  private boolean needzero;
  private int elemSize;

  @SuppressWarnings("UnusedVariable") // through LINK
  private int link;

  /**
   * A span that is not published yet.
   *
   * @param base address of its first byte
   * @param npages its length in pages
   * @param spanClass Go's span class, {@link #NO_CLASS} for manual spans
   * @param needzero whether its bytes may be other than zero (Z1)
   */
  public Span(long base, int npages, int spanClass, boolean needzero) {
    this.base = base;
    this.npages = npages;
    this.spanClass = spanClass;
    this.needzero = needzero;
  }

  /** The address of the first byte. */
  public long base() {
    return base;
  }

  /** The index of the first page. */
  public long firstPage() {
    return HeapAddress.page(base);
  }

  /** Length in pages. */
  public int npages() {
    return npages;
  }

  /** Length in bytes. */
  public long bytes() {
    return HeapAddress.bytes(npages);
  }

  /** The address after the last byte. */
  public long limit() {
    return base + bytes();
  }

  /** Whether {@code addr} lies inside. */
  public boolean contains(long addr) {
    return addr >= base && addr < limit();
  }

  /** Go's span class, {@link #NO_CLASS} for manual spans. */
  public int spanClass() {
    return spanClass;
  }

  /** False only if all bytes were zero when the span was handed out (Z1). */
  public boolean needzero() {
    return needzero;
  }

  /** Notes that the contents are garbage (Z2); by the winner of {@link SpanWord#tryRetire}. */
  public void setNeedzero() {
    needzero = true;
  }

  /** Bytes in a piece, once carved; 0 before. */
  public int elemSize() {
    return elemSize;
  }

  /**
   * Cuts a fresh manual span into pieces of {@code pieceBytes} and takes the highest one for the
   * caller, who is the span's only owner.
   *
   * @return the index of the piece taken
   * @throws SpanStateException if the span is dead, carved already or in use
   * @throws IllegalArgumentException if the size does not cut the span into 2, 4, 8 or 16 pieces
   */
  public int carve(int pieceBytes) {
    if (pieceBytes <= 0 || bytes() % pieceBytes != 0) {
      throw new IllegalArgumentException(
          "pieces of " + pieceBytes + " bytes do not divide " + bytes() + " bytes");
    }
    int pieces = (int) Math.min(Integer.MAX_VALUE, bytes() / pieceBytes);
    long seen = acquire();
    requireCarvable(seen, pieces);
    elemSize = pieceBytes;
    if (!tryCarve(seen, pieces)) {
      throw new SpanStateException("carve of " + this + ": it has another owner");
    }
    return pieces - 1;
  }

  /** The link of the list that the span is on. Opaque: validated by the head of that list. */
  public int link() {
    return (int) LINK.getOpaque(this);
  }

  /** Sets {@link #link}; by the owner of the span before it pushes it. */
  public void setLink(int next) {
    LINK.setOpaque(this, next);
  }

  /**
   * Changes {@link #link} if it is {@code seen}, for owners that use it as a mark of membership.
   * Volatile: ordered with their changes of the word before, and their next look at it.
   */
  public boolean tryLink(int seen, int next) {
    return LINK.compareAndSet(this, seen, next);
  }

  @Override
  public String toString() {
    return "span "
        + HeapAddress.hex(base)
        + " ("
        + npages
        + " pages, "
        + describe(peek())
        + (spanClass == NO_CLASS ? "" : ", class " + spanClass)
        + ")";
  }
}
