package io.quiesce.heap.page;

/** A page range that cannot be meant: empty, misaligned, or outside the memory it must lie in. */
public final class PageRangeException extends IllegalArgumentException {
  private static final long serialVersionUID = 1;

  PageRangeException(String message) {
    super(message);
  }
}
