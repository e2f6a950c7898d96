package io.quiesce.hunt.bisect;

/** There is nothing to bisect; the message says why. */
public final class NoCulpritException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  NoCulpritException(String message) {
    super(message);
  }
}
