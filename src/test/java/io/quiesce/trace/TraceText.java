package io.quiesce.trace;

import io.quiesce.trace.read.EventKind;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/** Builds and changes the text of traces for tests. Immutable: each change gives a new text. */
public final class TraceText {
  private static final String COLUMNS = "seq,us,m,p,g,ph,ev,args...";

  private final List<String> lines;

  private TraceText(List<String> lines) {
    this.lines = lines;
  }

  /** A complete trace with every schema line and the given events, {@code m,p,g,ph,KIND,args}. */
  public static TraceText of(String... events) {
    List<String> lines = new ArrayList<>();
    lines.add("#evtrace 1 go1.19.8 linux/amd64");
    lines.add("#meta workload=synthetic");
    for (EventKind kind : EventKind.values()) {
      lines.add("#ev " + kind + (kind.arity() == 0 ? "" : "," + kind.schema()));
    }
    lines.add(COLUMNS);
    int seq = 0;
    for (String event : events) {
      lines.add(seq + "," + seq + "," + event);
      seq++;
    }
    String phase = seq == 0 ? "0" : events[seq - 1].split(",", -1)[3];
    lines.add(end(seq, phase));
    return new TraceText(lines);
  }

  private static String end(long seq, String phase) {
    return seq + "," + Integer.MAX_VALUE + ",0,-1,0," + phase + ",END," + seq + ",0";
  }

  /** One of the recorded traces beside the tests, such as {@code w1-small-p2-a0}. */
  public static TraceText recorded(String name) {
    String resource = "/traces/" + name + ".csv.gz";
    try (InputStream in = TraceText.class.getResourceAsStream(resource);
        GZIPInputStream text = new GZIPInputStream(in)) {
      String all = new String(text.readAllBytes(), StandardCharsets.US_ASCII);
      return new TraceText(all.lines().toList());
    } catch (IOException e) {
      throw new UncheckedIOException(resource, e);
    }
  }

  /** The traces beside the tests and those of {@code -Dtraces.dir}, by name. */
  public static List<Path> files() {
    List<Path> files = new ArrayList<>(in(Path.of("src", "test", "resources", "traces")));
    String more = System.getProperty("traces.dir", "");
    if (!more.isEmpty()) {
      List<Path> added = in(Path.of(more));
      if (added.isEmpty()) {
        throw new IllegalStateException("-Dtraces.dir=" + more + " holds no *.csv.gz");
      }
      files.addAll(added);
    }
    return files;
  }

  private static List<Path> in(Path directory) {
    try (Stream<Path> list = Files.list(directory)) {
      return list.filter(f -> f.toString().endsWith(".csv.gz")).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The lines, header included. */
  public List<String> lines() {
    return lines;
  }

  /** The index of the {@code nth} event line (from 0) that contains {@code text}. */
  public int find(String text, int nth) {
    int seen = 0;
    for (int i = lines.indexOf(COLUMNS) + 1; i < lines.size(); i++) {
      if (lines.get(i).contains(text) && seen++ == nth) {
        return i;
      }
    }
    throw new IllegalArgumentException("fewer than " + (nth + 1) + " events contain " + text);
  }

  /** With line {@code index} changed. */
  public TraceText with(int index, UnaryOperator<String> change) {
    List<String> changed = new ArrayList<>(lines);
    changed.set(index, change.apply(lines.get(index)));
    return new TraceText(changed);
  }

  /**
   * With column {@code column} (from 0; 7 is the first argument) of line {@code index} replaced.
   */
  public TraceText withColumn(int index, int column, String value) {
    return with(
        index,
        line -> {
          String[] columns = line.split(",", -1);
          columns[column] = value;
          return String.join(",", columns);
        });
  }

  /** Without line {@code index}; later events and END are renumbered, so that the file is whole. */
  public TraceText without(int index) {
    List<String> changed = new ArrayList<>(lines.subList(0, index));
    for (String line : lines.subList(index + 1, lines.size())) {
      int comma = line.indexOf(',');
      long seq = Long.parseLong(line.substring(0, comma)) - 1;
      String moved = seq + line.substring(comma);
      changed.add(moved.contains(",END,") ? moved.replaceAll(",END,\\d+", ",END," + seq) : moved);
    }
    return new TraceText(changed);
  }

  /** Only the lines up to {@code index}, with an END of its own. */
  public TraceText upTo(int index) {
    if (index >= lines.size() - 1) {
      return this;
    }
    List<String> kept = new ArrayList<>(lines.subList(0, index + 1));
    String[] last = lines.get(index).split(",", -1);
    kept.add(end(Long.parseLong(last[0]) + 1, last[5]));
    return new TraceText(kept);
  }

  /** The text, each line ended. */
  public String text() {
    return String.join("\n", lines) + "\n";
  }

  /** Writes the text as it is. */
  public Path writeTo(Path file) throws IOException {
    return Files.writeString(file, text());
  }

  /** The text in gzip. */
  public byte[] gzip() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
      out.write(text().getBytes(StandardCharsets.US_ASCII));
    }
    return bytes.toByteArray();
  }
}
