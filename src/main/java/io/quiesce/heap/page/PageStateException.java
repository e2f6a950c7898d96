package io.quiesce.heap.page;

/**
 * Pages that are not in the state which the operation needs, such as a free of pages that nobody
 * has allocated. The message names the range, the first page at fault and what to look for.
 */
public final class PageStateException extends IllegalStateException {
  private static final long serialVersionUID = 1;

  PageStateException(String message) {
    super(message);
  }
}
