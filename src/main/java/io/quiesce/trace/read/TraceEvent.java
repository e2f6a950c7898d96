package io.quiesce.trace.read;

/**
 * One event of a trace: the leading columns, the kind and the arguments. Immutable, so that a
 * replayer may keep an event for as long as it needs it.
 */
public final class TraceEvent {
  private final long line;
  private final long seq;
  private final long micros;
  private final int m;
  private final int p;
  private final long g;
  private final int phase;
  private final EventKind kind;
  private final long[] args;

  /** An event of the line {@code line}; takes over {@code columns} and {@code args}. */
  TraceEvent(long line, long[] columns, EventKind kind, long[] args) {
    this.line = line;
    this.seq = columns[0];
    this.micros = columns[1];
    this.m = (int) columns[2];
    this.p = (int) columns[3];
    this.g = columns[4];
    this.phase = (int) columns[5];
    this.kind = kind;
    this.args = args;
  }

  /** The line of the file, from 1. */
  public long line() {
    return line;
  }

  /** The position in the total order of the trace, dense from 0. */
  public long seq() {
    return seq;
  }

  /** Microseconds since the first event; for orientation only. */
  public long micros() {
    return micros;
  }

  /** The id of the M that did it; 0 is the main thread. */
  public int m() {
    return m;
  }

  /** The id of the P that the M owned, -1 for none. */
  public int p() {
    return p;
  }

  /** The goid of the M's user goroutine, 0 for none. */
  public long g() {
    return g;
  }

  /** The GC phase at this event (0 off, 1 mark, 2 mark termination); for PHASE the new one. */
  public int phase() {
    return phase;
  }

  /** What happened. */
  public EventKind kind() {
    return kind;
  }

  /** Argument {@code i}, from 0; unsigned 64-bit values keep their bits. */
  public long arg(int i) {
    return args[i];
  }

  /**
   * Argument {@code i} as an {@code int}.
   *
   * @throws ArithmeticException if it does not fit
   */
  public int intArg(int i) {
    return Math.toIntExact(args[i]);
  }

  /** The event as its line shows it, without the time: {@code seq,m,p,g,phase,kind,arguments}. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    text.append("seq ").append(seq).append(" m").append(m).append(" p").append(p);
    text.append(" g").append(g).append(" phase ").append(phase).append(' ').append(kind);
    for (int i = 0; i < args.length; i++) {
      text.append(i == 0 ? " " : ", ").append(kind.argumentNames().get(i)).append('=');
      text.append(kind.isHex(i) ? Long.toHexString(args[i]) : Long.toString(args[i]));
    }
    return text.toString();
  }
}
