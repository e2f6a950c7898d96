package io.quiesce.trace.read;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/**
 * The lines of a text file, plain or gzip, in one reused buffer: no object is made for a line.
 *
 * <p>After {@link #next} the line is {@code bytes()[start()]} up to {@code bytes()[end()]}
 * exclusive, without its line feed. Confined to one thread.
 */
final class LineSource implements Closeable {
  private static final int GZIP_MAGIC_0 = 0x1f;
  private static final int GZIP_MAGIC_1 = 0x8b;
  private static final int CHUNK = 1 << 16;

  /** No line of a trace is near this long; a longer one means a file of some other kind. */
  private static final int LONGEST_LINE = 1 << 12;

  private static final int EXCERPT = 60;

  private final String name;
  private final InputStream in;
  private final byte[] buffer = new byte[CHUNK + LONGEST_LINE];
  private int filled;
  private int start;
  private int end = -1;
  private long number;

  private LineSource(String name, InputStream in) {
    this.name = name;
    this.in = in;
  }

  /**
   * Opens a file; gzip is recognised by its first two bytes.
   *
   * @throws TraceFormatException if there is no such file, or it is a directory, empty, or
   *     unreadable
   */
  static LineSource open(Path file) throws TraceFormatException {
    String name = file.toString();
    if (Files.isDirectory(file)) {
      throw new TraceFormatException(name, 0, "is a directory; name the trace files in it");
    }
    InputStream raw = null;
    try {
      raw = new BufferedInputStream(Files.newInputStream(file), CHUNK);
      return new LineSource(name, decoded(name, raw));
    } catch (NoSuchFileException e) {
      throw new TraceFormatException(name, 0, "no such file");
    } catch (IOException e) {
      closeQuietly(raw);
      if (e instanceof TraceFormatException named) {
        throw named;
      }
      throw new TraceFormatException(name, 0, "cannot be read: " + e.getMessage());
    }
  }

  private static InputStream decoded(String name, InputStream raw) throws IOException {
    raw.mark(2);
    int first = raw.read();
    int second = raw.read();
    raw.reset();
    if (first < 0) {
      throw new TraceFormatException(name, 0, "is empty; expected a trace");
    }
    if (first != GZIP_MAGIC_0 || second != GZIP_MAGIC_1) {
      return raw;
    }
    try {
      return new GZIPInputStream(raw, CHUNK);
    } catch (EOFException e) {
      throw new TraceFormatException(name, 0, "the gzip data is cut off in its header");
    }
  }

  private static void closeQuietly(InputStream in) {
    if (in != null) {
      try {
        in.close();
      } catch (IOException e) {
        // The file could not even be opened properly; that error is the one reported.
      }
    }
  }

  /**
   * Moves to the next line.
   *
   * @return false at the end of the file
   * @throws TraceFormatException if the file is cut, damaged or not text
   */
  boolean next() throws TraceFormatException {
    start = end + 1;
    int from = start;
    while (true) {
      for (int i = from; i < filled; i++) {
        if (buffer[i] == '\n') {
          end = i;
          number++;
          return true;
        }
      }
      from = filled - start;
      if (!refill()) {
        return endOfFile();
      }
    }
  }

  private boolean endOfFile() throws TraceFormatException {
    if (start == filled) {
      end = start - 1;
      return false;
    }
    end = filled;
    number++;
    throw error("the file is cut in the middle of this line: " + quoted());
  }

  /** Moves the unfinished line to the front of the buffer and appends what can be read. */
  private boolean refill() throws TraceFormatException {
    int rest = filled - start;
    if (rest > LONGEST_LINE) {
      number++;
      end = start + EXCERPT;
      throw error("expected a line of a trace, found " + rest + " bytes without a line end");
    }
    System.arraycopy(buffer, start, buffer, 0, rest);
    start = 0;
    filled = rest;
    int read = read(rest);
    filled += Math.max(read, 0);
    return read > 0;
  }

  private int read(int at) throws TraceFormatException {
    try {
      return in.read(buffer, at, buffer.length - at);
    } catch (EOFException e) {
      throw new TraceFormatException(name, number + 1, "the gzip data ends here: the file is cut");
    } catch (ZipException e) {
      throw new TraceFormatException(
          name, number + 1, "the gzip data is damaged: " + e.getMessage());
    } catch (IOException e) {
      throw new TraceFormatException(name, number + 1, "cannot be read: " + e.getMessage());
    }
  }

  /** The buffer that holds the current line. */
  byte[] bytes() {
    return buffer;
  }

  /** The index of the line's first byte. */
  int start() {
    return start;
  }

  /** The index after the line's last byte. */
  int end() {
    return end;
  }

  /** The number of the current line, from 1. */
  long number() {
    return number;
  }

  /** The current line. */
  String text() {
    return new String(buffer, start, end - start, StandardCharsets.UTF_8);
  }

  /** The beginning of the current line in quotation marks, for messages. */
  String quoted() {
    byte[] shown = Arrays.copyOfRange(buffer, start, Math.min(end, start + EXCERPT));
    for (int i = 0; i < shown.length; i++) {
      shown[i] = shown[i] < ' ' || shown[i] > '~' ? (byte) '?' : shown[i];
    }
    String text = new String(shown, StandardCharsets.US_ASCII);
    return end - start > EXCERPT ? "'" + text + "...'" : "'" + text + "'";
  }

  /** An error at the current line. */
  TraceFormatException error(String problem) {
    return new TraceFormatException(name, number, problem);
  }

  @Override
  public void close() throws IOException {
    in.close();
  }

  /** The file's name as the user gave it. */
  String name() {
    return name;
  }
}
