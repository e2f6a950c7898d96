package io.quiesce.trace.read;

import java.nio.charset.StandardCharsets;

/** Takes the columns of the current line from left to right. Makes objects only for messages. */
final class NumberColumns {
  private static final int MAX_HEX_DIGITS = 16;

  private final LineSource lines;
  private int at;
  private int wordStart;
  private int wordEnd;

  NumberColumns(LineSource lines) {
    this.lines = lines;
  }

  /** Goes to the first column of the current line. */
  void start() {
    at = lines.start();
  }

  /**
   * Takes one column as text.
   *
   * @return the index of its first byte; {@link #wordEnd} is the one after its last
   */
  int word(String what) throws TraceFormatException {
    if (at > lines.end()) {
      throw lines.error("expected " + what + " after " + lines.quoted());
    }
    byte[] bytes = lines.bytes();
    wordStart = at;
    int i = at;
    while (i < lines.end() && bytes[i] != ',') {
      i++;
    }
    wordEnd = i;
    at = i + 1;
    return wordStart;
  }

  /** The index after the last byte of the column just taken. */
  int wordEnd() {
    return wordEnd;
  }

  /** The column just taken. */
  String wordText() {
    return new String(lines.bytes(), wordStart, wordEnd - wordStart, StandardCharsets.UTF_8);
  }

  /** How many columns are left. */
  int remaining() {
    if (at > lines.end()) {
      return 0;
    }
    int columns = 1;
    for (int i = at; i < lines.end(); i++) {
      if (lines.bytes()[i] == ',') {
        columns++;
      }
    }
    return columns;
  }

  /** Takes one column as a signed decimal of 64 bits. */
  long decimal(String name) throws TraceFormatException {
    int i = word(name);
    byte[] bytes = lines.bytes();
    boolean negative = i < wordEnd && bytes[i] == '-';
    i = negative ? i + 1 : i;
    if (i == wordEnd) {
      throw notANumber(name, "a decimal number");
    }
    long value = 0;
    for (; i < wordEnd; i++) {
      int digit = bytes[i] - '0';
      if (digit < 0 || digit > 9 || value < (Long.MIN_VALUE + digit) / 10) {
        throw notANumber(name, "a decimal number of 64 bits");
      }
      value = value * 10 - digit;
    }
    if (!negative && value == Long.MIN_VALUE) {
      throw notANumber(name, "a decimal number of 64 bits");
    }
    return negative ? value : -value;
  }

  /** Takes one column as an unsigned hexadecimal of 64 bits. */
  long hex(String name) throws TraceFormatException {
    int i = word(name);
    if (i == wordEnd || wordEnd - i > MAX_HEX_DIGITS) {
      throw notANumber(name, "a hexadecimal number of 64 bits");
    }
    long value = 0;
    for (; i < wordEnd; i++) {
      int digit = hexDigit(lines.bytes()[i]);
      if (digit < 0) {
        throw notANumber(name, "a hexadecimal number, lower case");
      }
      value = value << 4 | digit;
    }
    return value;
  }

  private static int hexDigit(byte c) {
    if (c >= '0' && c <= '9') {
      return c - '0';
    }
    return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
  }

  private TraceFormatException notANumber(String name, String expected) {
    return lines.error(name + ": expected " + expected + ", found '" + wordText() + "'");
  }
}
