package io.quiesce.trace.read;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;

/**
 * Reads the events of one trace in order and checks that the file is whole.
 *
 * <p>Checked for every line: the event is known and declared, it has as many arguments as its
 * schema, each is a number, {@code seq} counts densely from 0, the time does not run backwards, the
 * ids are in range. Checked for the file: it ends with END, END counts the events before it,
 * nothing was dropped while recording, and nothing follows. Confined to one thread.
 */
public final class TraceReader implements Closeable {
  private static final String[] LEADING = {"seq", "us", "m", "p", "g", "ph"};
  private static final long LARGEST_ID = 1 << 20;

  /** The largest id of a P; Go: {@code _MaxGomaxprocs} is 1024. */
  public static final long LARGEST_P = 1023;

  private static final int LAST_PHASE = 2;

  private final LineSource lines;
  private final TraceHeader header;
  private final NumberColumns numbers;
  private final long[] leading = new long[LEADING.length];
  private long events;
  private long lastMicros;
  private boolean ended;

  private TraceReader(LineSource lines) throws TraceFormatException {
    this.lines = lines;
    this.header = new HeaderParser(lines).parse();
    this.numbers = new NumberColumns(lines);
  }

  /**
   * Opens a trace and reads its header.
   *
   * @throws TraceFormatException if the file cannot be read or is not a trace
   */
  public static TraceReader open(Path file) throws IOException {
    LineSource lines = LineSource.open(file);
    try {
      return new TraceReader(lines);
    } catch (TraceFormatException e) {
      lines.close();
      throw e;
    }
  }

  /** What the file says about itself. */
  public TraceHeader header() {
    return header;
  }

  /** How many events were read so far; END is not one of them. */
  public long events() {
    return events;
  }

  /**
   * The next event; END is the last one.
   *
   * @return null after END
   * @throws TraceFormatException if the line is not a correct event or the file is not whole
   */
  public TraceEvent next() throws TraceFormatException {
    if (ended) {
      return null;
    }
    if (!lines.next()) {
      throw new TraceFormatException(
          lines.name(),
          lines.number() + 1,
          "the file ends after event " + (events - 1) + " without END: it is cut");
    }
    numbers.start();
    for (int i = 0; i < LEADING.length; i++) {
      leading[i] = numbers.decimal(LEADING[i]);
    }
    checkLeading();
    EventKind kind = kind();
    long[] args = arguments(kind);
    if (kind == EventKind.END) {
      end(args);
    } else {
      events++;
    }
    return new TraceEvent(lines.number(), leading, kind, args);
  }

  private void checkLeading() throws TraceFormatException {
    if (leading[0] != events) {
      throw lines.error(
          "expected seq " + events + ", found " + leading[0] + ": events are missing");
    }
    if (leading[1] < lastMicros) {
      throw lines.error("the time runs backwards from " + lastMicros + " to " + leading[1] + " us");
    }
    lastMicros = leading[1];
    checkRange(2, 0, LARGEST_ID);
    checkRange(3, -1, LARGEST_P);
    checkRange(4, 0, Long.MAX_VALUE);
    checkRange(5, 0, LAST_PHASE);
  }

  private void checkRange(int column, long least, long most) throws TraceFormatException {
    if (leading[column] < least || leading[column] > most) {
      throw lines.error(
          "column "
              + LEADING[column]
              + " is "
              + leading[column]
              + ", expected "
              + least
              + ".."
              + most);
    }
  }

  private EventKind kind() throws TraceFormatException {
    int from = numbers.word("the event's name");
    EventKind kind = EventNames.find(lines.bytes(), from, numbers.wordEnd());
    if (kind == null) {
      throw lines.error("unknown event '" + numbers.wordText() + "'");
    }
    if (!header.declared().contains(kind)) {
      throw lines.error("event " + kind + " has no '#ev' line in the header");
    }
    return kind;
  }

  private long[] arguments(EventKind kind) throws TraceFormatException {
    int arity = kind.arity();
    int found = numbers.remaining();
    if (found != arity) {
      throw lines.error(
          kind + " has " + found + " arguments, expected " + arity + ": " + kind.argumentNames());
    }
    long[] args = new long[arity];
    for (int i = 0; i < arity; i++) {
      String name = kind.argumentNames().get(i);
      args[i] = kind.isHex(i) ? numbers.hex(name) : numbers.decimal(name);
    }
    return args;
  }

  private void end(long[] args) throws TraceFormatException {
    ended = true;
    if (args[0] != events) {
      throw lines.error("END counts " + args[0] + " events, the file has " + events);
    }
    if (args[1] != 0) {
      throw lines.error(
          args[1] + " events were dropped while recording; a replay needs every event");
    }
    if (lines.next()) {
      throw lines.error("expected nothing after END, found " + lines.quoted());
    }
  }

  @Override
  public void close() throws IOException {
    lines.close();
  }
}
