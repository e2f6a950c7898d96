package io.quiesce.hunt.finding;

import io.quiesce.hunt.model.Scenario;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * The name of a finding, the same for the same bug: made of what is broken and of the accesses that
 * break it, never of stack traces, and not of line numbers, which move.
 *
 * <p>An invariant has a meaning of its own, so that with known accesses two scenarios can show the
 * same finding. An outcome such as {@code 1, 0} has a meaning only in its scenario, which is then
 * part of the signature; so it is where no accesses are known.
 */
public final class Signature {
  private static final int DIGITS = 12;

  private Signature() {}

  /**
   * The signature.
   *
   * @param broken the invariant or the outcome; addresses and figures in an invariant do not count
   * @param places the accesses, in any order
   */
  public static String of(FindingKind kind, Scenario scenario, String broken, List<Place> places) {
    boolean own = kind == FindingKind.INVARIANT && !places.isEmpty();
    String accesses =
        places.stream()
            .map(place -> bare(place.file()) + " " + place.access() + " " + place.mode())
            .sorted()
            .collect(Collectors.joining("\n"));
    String what = kind == FindingKind.OUTCOME ? broken : normal(broken);
    return digest(String.join("\n", kind.name(), own ? "" : scenario.name(), what, accesses));
  }

  private static String bare(String file) {
    return file.substring(file.lastIndexOf('/') + 1);
  }

  /** The words of a message without the values of this one time. */
  static String normal(String message) {
    return message
        .lines()
        .findFirst()
        .orElse("")
        .replaceAll("0x[0-9a-fA-F]+", "#")
        .replaceAll("\\d+(\\.\\d+)?", "#")
        .strip();
  }

  private static String digest(String text) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      StringBuilder digits = new StringBuilder();
      for (int i = 0; i < DIGITS / 2; i++) {
        digits.append(String.format(Locale.ROOT, "%02x", hash[i]));
      }
      return digits.toString();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
