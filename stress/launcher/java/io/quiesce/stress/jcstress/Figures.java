package io.quiesce.stress.jcstress;

import java.util.Locale;

/** Large counts for people. */
final class Figures {
  private static final int THOUSAND = 1_000;

  private Figures() {}

  /** Three digits and a unit, as in {@code 12.3 M}. */
  static String rough(long count) {
    String[] units = {"", " k", " M", " G", " T"};
    double value = count;
    int unit = 0;
    while (value >= THOUSAND && unit < units.length - 1) {
      value /= THOUSAND;
      unit++;
    }
    return String.format(Locale.ROOT, unit == 0 ? "%.0f%s" : "%.1f%s", value, units[unit]);
  }
}
