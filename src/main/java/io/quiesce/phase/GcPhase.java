package io.quiesce.phase;

/**
 * The phase of the collector (Go: {@code gcphase} in runtime/mgc.go).
 *
 * <p>The only legal order is {@code OFF -> MARK -> MARK_TERMINATION -> OFF} (P1).
 */
public enum GcPhase {
  /** No marking: write barrier off, manual and swept spans may return to the page heap. */
  OFF(0),
  /** Concurrent marking: write barrier on, no span may return to the page heap. */
  MARK(1),
  /** Mark termination: write barrier on, no blackening, no span may return to the page heap. */
  MARK_TERMINATION(2);

  private static final GcPhase[] BY_CODE = values();

  private final int code;

  GcPhase(int code) {
    this.code = code;
  }

  /** Go's number for the phase, as recorded in traces and stored in the gate's word. */
  public int code() {
    return code;
  }

  /** The phase that follows this one. */
  public GcPhase next() {
    return of((code + 1) % BY_CODE.length);
  }

  /**
   * The phase with Go's number {@code code}.
   *
   * @throws IllegalArgumentException if there is none
   */
  public static GcPhase of(int code) {
    if (code < 0 || code >= BY_CODE.length) {
      throw new IllegalArgumentException("no phase has code " + code + "; known are 0 to 2");
    }
    return BY_CODE[code];
  }
}
