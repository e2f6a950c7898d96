package io.quiesce.bugs.overlay;

/** A diff does not apply, or its result does not compile; the message says which and where. */
public final class OverlayException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** What went wrong. */
  public OverlayException(String message) {
    super(message);
  }
}
