package io.quiesce.hunt.worker;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Optional;

/** Questions and answers as lines. */
public final class Wire {
  private static final String MARK = "@@hunt ";
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private Wire() {}

  /** A question as a line. */
  public static String line(Ask ask) {
    return text(ask);
  }

  /** A line as a question. */
  static Ask ask(String line) {
    return value(line, Ask.class);
  }

  /** An answer as a line. */
  static String line(Answer answer) {
    return MARK + text(answer);
  }

  /** The answer in a line, if it is one and not for the log. */
  public static Optional<Answer> answer(String line) {
    return line.startsWith(MARK)
        ? Optional.of(value(line.substring(MARK.length()), Answer.class))
        : Optional.empty();
  }

  private static String text(Object value) {
    try {
      return MAPPER.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("no form as JSON: " + value, e);
    }
  }

  private static <T> T value(String text, Class<T> type) {
    try {
      return MAPPER.readValue(text, type);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("no line of the hunt's: " + text, e);
    }
  }
}
