package io.quiesce.cli.bugs;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a time such as {@code 30}, {@code 30s}, {@code 1500ms} or {@code 2m}. */
final class Seconds implements ITypeConverter<Duration> {
  private static final Pattern TIME = Pattern.compile("(\\d{1,7})(ms|s|m|)");

  @Override
  public Duration convert(String text) {
    Matcher matcher = TIME.matcher(text);
    if (!matcher.matches()) {
      throw new TypeConversionException("'" + text + "' is no time such as 30s, 1500ms or 2m");
    }
    long number = Long.parseLong(matcher.group(1));
    Duration time =
        switch (matcher.group(2)) {
          case "ms" -> Duration.ofMillis(number);
          case "m" -> Duration.ofMinutes(number);
          default -> Duration.ofSeconds(number);
        };
    if (time.isZero()) {
      throw new TypeConversionException("a time of zero leaves nothing to do");
    }
    return time;
  }
}
