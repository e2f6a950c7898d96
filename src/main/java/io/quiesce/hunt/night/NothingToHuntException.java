package io.quiesce.hunt.night;

/** A night has no scenario at all; the message says why. */
public final class NothingToHuntException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  NothingToHuntException(String message) {
    super(message);
  }
}
