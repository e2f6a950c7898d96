package io.quiesce.explore.jcstress;

import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * One id of one {@code @Outcome}.
 *
 * @param id the outcome, literally or as a regular expression; empty for the default
 * @param expect what is said of it
 * @param description why
 */
public record OutcomeCase(String id, Expectation expect, String description) {
  /** Whether the id is exactly this outcome. */
  boolean is(String outcome) {
    return id.equals(outcome);
  }

  /** Whether the id, as a regular expression, matches the whole outcome. */
  boolean matches(String outcome) {
    try {
      return Pattern.compile(id).matcher(outcome).matches();
    } catch (PatternSyntaxException e) {
      return false;
    }
  }
}
