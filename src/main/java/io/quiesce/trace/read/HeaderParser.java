package io.quiesce.trace.read;

import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * Reads the lines before the first event: the magic line, {@code #meta} and {@code #ev} lines, and
 * the literal column header that ends them.
 */
final class HeaderParser {
  private static final String MAGIC = "#evtrace ";
  private static final String META = "#meta ";
  private static final String SCHEMA = "#ev ";
  private static final String COLUMNS = "seq,us,m,p,g,ph,ev,args...";
  private static final int VERSION = 1;

  private final LineSource lines;
  private final Map<String, String> meta = new LinkedHashMap<>();
  private final Set<EventKind> declared = EnumSet.noneOf(EventKind.class);

  HeaderParser(LineSource lines) {
    this.lines = lines;
  }

  /** Reads up to and including the column header. */
  TraceHeader parse() throws TraceFormatException {
    String[] magic = magic();
    while (true) {
      if (!lines.next()) {
        throw lines.error("the file ends in its header; expected '" + COLUMNS + "' and events");
      }
      String line = lines.text();
      if (line.equals(COLUMNS)) {
        return new TraceHeader(VERSION, magic[0], magic[1], meta, declared);
      }
      if (line.startsWith(META)) {
        meta(line.substring(META.length()));
      } else if (line.startsWith(SCHEMA)) {
        schema(line.substring(SCHEMA.length()));
      } else {
        throw lines.error(
            "expected '#meta', '#ev' or the column header '"
                + COLUMNS
                + "', found "
                + lines.quoted());
      }
    }
  }

  /** The magic line: format version, runtime, platform. */
  private String[] magic() throws TraceFormatException {
    boolean any = lines.next();
    String line = any ? lines.text() : "";
    if (!line.startsWith(MAGIC)) {
      throw lines.error(
          "not a runtime trace: expected '#evtrace 1 RUNTIME PLATFORM', found " + lines.quoted());
    }
    String[] words = line.substring(MAGIC.length()).split(" ", -1);
    if (!words[0].equals(Integer.toString(VERSION))) {
      throw lines.error(
          "trace format version '"
              + words[0]
              + "'; this reader knows version "
              + VERSION
              + " only");
    }
    if (words.length != 3 || words[1].isEmpty() || words[2].isEmpty()) {
      throw lines.error("expected '#evtrace 1 RUNTIME PLATFORM', found " + lines.quoted());
    }
    return new String[] {words[1], words[2]};
  }

  private void meta(String entry) throws TraceFormatException {
    int equals = entry.indexOf('=');
    if (equals <= 0) {
      throw lines.error("expected '#meta key=value', found " + lines.quoted());
    }
    meta.put(entry.substring(0, equals), entry.substring(equals + 1));
  }

  /** Compares one schema line with the format; an unknown kind or other arguments are errors. */
  private void schema(String declaration) throws TraceFormatException {
    int comma = declaration.indexOf(',');
    String name = comma < 0 ? declaration : declaration.substring(0, comma);
    String arguments = comma < 0 ? "" : declaration.substring(comma + 1);
    EventKind kind = EventNames.find(name);
    if (kind == null) {
      throw lines.error("unknown event '" + name + "' in the schema");
    }
    if (!kind.schema().equals(arguments)) {
      throw lines.error(
          kind + " has the arguments '" + arguments + "', expected '" + kind.schema() + "'");
    }
    if (!declared.add(kind)) {
      throw lines.error("the schema declares " + kind + " twice");
    }
  }
}
