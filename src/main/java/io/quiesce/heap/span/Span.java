package io.quiesce.heap.span;

import io.quiesce.heap.memory.HeapAddress;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * A run of pages with one owner (Go: {@code mspan}): its {@link SpanWord} and what the word
 * publishes.
 *
 * <p>Place, length and class of a span object never change, but it may have several lives: who owns
 * its pages again, and wants the same from them, publishes it again instead of making another (Go
 * recycles its records for any pages). That spares the map a reference, which is what a
 * generational collector makes expensive. It takes a last owner who {@linkplain #relinquish kept no
 * reference}; all others hold a dead span for good, and see that it is dead. A reader that found
 * the span in an earlier life sees a later one on the same pages, and its compare-and-sets fail,
 * since the incarnation has grown.
 *
 * <p>The word is inherited instead of referred to, so that a span costs one object. The fields are
 * plain. They are written before {@link SpanWord#publish}, and may be read after {@link
 * SpanWord#acquire} showed a live span (H3); needzero by the owner of the life only.
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
  private boolean relinquished;

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

  /** Notes that the last owner kept no reference; by the winner of {@link SpanWord#tryRetire}. */
  public void relinquish() {
    relinquished = elemSize == 0 && spanClass == NO_CLASS;
  }

  /**
   * Whether the owner of its pages may {@linkplain SpanWord#publish publish} this dead span again,
   * for as many pages of this class, and if so takes the new needzero.
   */
  public boolean tryReuse(int npages, int spanClass, boolean needzero) {
    // plain: written by the former owner of the pages, whose claim handed its writes on
    if (!relinquished || npages != this.npages || spanClass != this.spanClass) {
      return false;
    }
    relinquished = false;
    this.needzero = needzero;
    // on no list: the mark of the last list that it was on would keep it off the next
    link = 0;
    return true;
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
