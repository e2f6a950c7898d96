package io.quiesce.report.html;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Numbers and times as the pages write them. */
final class Words {
  private static final DateTimeFormatter MINUTE =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT).withZone(ZoneOffset.UTC);

  private Words() {}

  /** {@code 1,270,080}. */
  static String number(long value) {
    return String.format(Locale.ROOT, "%,d", value);
  }

  /** {@code 8.3 s}, {@code 12:05 min} or {@code 8:00 h}. */
  static String time(Duration time) {
    long seconds = time.toSeconds();
    if (seconds < 60) {
      return String.format(Locale.ROOT, "%.1f s", time.toMillis() / 1e3);
    } else if (seconds < 3600) {
      return String.format(Locale.ROOT, "%d:%02d min", seconds / 60, seconds % 60);
    }
    return String.format(Locale.ROOT, "%d:%02d h", seconds / 3600, seconds / 60 % 60);
  }

  /** {@code 2026-11-21 17:00}, UTC. */
  static String minute(Instant instant) {
    return MINUTE.format(instant);
  }

  /** {@code 1 finding}, {@code 2 findings}. */
  static String count(long number, String what) {
    return number(number) + " " + what + (number == 1 ? "" : "s");
  }

  /** The last two parts of a class name: what tells scenarios apart. */
  static String brief(String scenario) {
    int last = scenario.lastIndexOf('.');
    int before = scenario.lastIndexOf('.', last - 1);
    return scenario.substring(before + 1);
  }
}
