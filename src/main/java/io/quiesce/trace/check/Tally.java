package io.quiesce.trace.check;

import io.quiesce.trace.read.TraceEvent;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.LongFunction;

/**
 * Counts comparisons and disagreements of one judge, keeps the first disagreement, counts tolerated
 * races by kind and remembers the largest excess of memory over Go's. Confined to one thread.
 */
public final class Tally {
  private long checks;
  private long disagreements;
  private Disagreement first;
  private long largestExcess;
  private final Map<String, Long> races = new TreeMap<>();

  /** Makes an empty tally. */
  public Tally() {}

  /**
   * Compares two numbers.
   *
   * @return whether they are equal
   */
  public boolean same(TraceEvent at, String what, long go, long ours) {
    return same(at, what, go, ours, Long::toString);
  }

  /** As {@link #same}, for addresses: shown in hexadecimal. */
  public boolean sameAddress(TraceEvent at, String what, long go, long ours) {
    return same(at, what, go, ours, v -> "0x" + Long.toHexString(v));
  }

  private boolean same(TraceEvent at, String what, long go, long ours, LongFunction<String> show) {
    checks++;
    if (go != ours) {
      record(at, what, show.apply(go), show.apply(ours));
    }
    return go == ours;
  }

  /**
   * Compares two values by {@code equals}.
   *
   * @return whether they are equal
   */
  public boolean same(TraceEvent at, String what, Object go, Object ours) {
    checks++;
    boolean equal = go.equals(ours);
    if (!equal) {
      record(at, what, go.toString(), ours.toString());
    }
    return equal;
  }

  /**
   * Compares two lists of addresses; a difference is shown by the first place that differs.
   *
   * @return whether they are equal
   */
  public boolean sameAddresses(TraceEvent at, String what, List<Long> go, List<Long> ours) {
    checks++;
    if (go.equals(ours)) {
      return true;
    }
    int i = 0;
    while (i < go.size() && i < ours.size() && go.get(i).equals(ours.get(i))) {
      i++;
    }
    record(at, what + ", entry " + i, entry(go, i), entry(ours, i));
    return false;
  }

  private static String entry(List<Long> list, int i) {
    String of = " of " + list.size();
    return i < list.size() ? "0x" + Long.toHexString(list.get(i)) + of : "none" + of;
  }

  /**
   * Counts a rule that must hold on what Go recorded.
   *
   * @param what the rule
   * @param go what Go recorded, for the message
   * @return {@code holds}
   */
  public boolean rule(TraceEvent at, String what, boolean holds, long go) {
    checks++;
    if (!holds) {
      record(at, what, Long.toString(go), "not possible");
    }
    return holds;
  }

  /** Counts a disagreement that is no comparison of two values. */
  public void fail(TraceEvent at, String what, String go, String ours) {
    checks++;
    record(at, what, go, ours);
  }

  private void record(TraceEvent at, String what, String go, String ours) {
    disagreements++;
    if (first == null) {
      first = new Disagreement(at, what, go, ours);
    }
  }

  /** Counts a race that the trace format allows. */
  public void tolerate(String race) {
    races.merge(race, 1L, Long::sum);
  }

  /** Notes by how many bytes the subject holds more than Go at one point; negative counts as 0. */
  public void excess(long bytes) {
    largestExcess = Math.max(largestExcess, bytes);
  }

  /** How many comparisons were made. */
  public long checks() {
    return checks;
  }

  /** How many of them failed. */
  public long disagreements() {
    return disagreements;
  }

  /** The first that failed. */
  public Optional<Disagreement> first() {
    return Optional.ofNullable(first);
  }

  /** The largest {@link #excess}, in bytes. */
  public long largestExcess() {
    return largestExcess;
  }

  /** Tolerated races by kind. */
  public Map<String, Long> races() {
    return Collections.unmodifiableMap(races);
  }
}
