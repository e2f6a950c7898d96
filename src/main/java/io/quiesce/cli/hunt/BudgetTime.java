package io.quiesce.cli.hunt;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a time such as {@code 60s}, {@code 30m}, {@code 8h} or {@code 1h30m}. */
final class BudgetTime implements ITypeConverter<Duration> {
  private static final Pattern TIME =
      Pattern.compile("(?:(\\d{1,4})h)?(?:(\\d{1,6})m)?(?:(\\d{1,7})s?)?");

  private static final Duration LEAST = Duration.ofSeconds(5);

  @Override
  public Duration convert(String text) {
    Matcher matcher = TIME.matcher(text);
    if (text.isEmpty() || !matcher.matches()) {
      throw new TypeConversionException("'" + text + "' is no time such as 60s, 30m or 8h");
    }
    Duration time =
        Duration.ofHours(number(matcher.group(1)))
            .plusMinutes(number(matcher.group(2)))
            .plusSeconds(number(matcher.group(3)));
    if (time.compareTo(LEAST) < 0) {
      throw new TypeConversionException(
          "'" + text + "' is too short: a hunt takes " + LEAST.toSeconds() + " s at least");
    }
    return time;
  }

  private static long number(String digits) {
    return digits == null ? 0 : Long.parseLong(digits);
  }
}
