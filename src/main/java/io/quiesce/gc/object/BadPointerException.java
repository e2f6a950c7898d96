package io.quiesce.gc.object;

/**
 * A pointer into the heap that leads to no object: to free memory, to a freed object, or to the
 * unused tail of a span (Go: "found bad pointer in Go heap").
 */
public final class BadPointerException extends IllegalStateException {
  private static final long serialVersionUID = 1L;

  /** Makes the exception with a message that names the pointer and what is there. */
  public BadPointerException(String message) {
    super(message);
  }
}
