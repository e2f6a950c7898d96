package io.quiesce.heap.supply;

/** An explicit placement on address space that is not there, not free, or grown already. */
public final class PlacementException extends IllegalStateException {
  private static final long serialVersionUID = 1L;

  /** Makes the exception with a message that names the operation, the range and what is there. */
  public PlacementException(String message) {
    super(message);
  }
}
