package io.quiesce.explore.jcstress;

import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * All that a test says of outcomes, and how an outcome is graded: the first case that is exactly
 * the outcome, else the first whose regular expression matches, else the default case, else
 * forbidden.
 *
 * @param cases the cases in the order of declaration, without the default
 * @param fallback the case with an empty id, if there is one
 */
public record Outcomes(List<OutcomeCase> cases, Optional<OutcomeCase> fallback) {
  private static final OutcomeCase UNLISTED =
      new OutcomeCase("", Expectation.FORBIDDEN, "no @Outcome lists it");

  /** Sorts cases out. */
  public static Outcomes of(List<OutcomeCase> declared) {
    List<OutcomeCase> cases = declared.stream().filter(c -> !c.id().isEmpty()).toList();
    Optional<OutcomeCase> fallback =
        declared.stream().filter(c -> c.id().isEmpty()).reduce((first, last) -> last);
    return new Outcomes(cases, fallback);
  }

  /** The case that an outcome falls under. */
  public OutcomeCase grade(String outcome) {
    return cases.stream()
        .filter(c -> c.is(outcome))
        .findFirst()
        .or(() -> cases.stream().filter(c -> c.matches(outcome)).findFirst())
        .or(() -> fallback)
        .orElse(UNLISTED);
  }

  /** Whether an outcome is named by no case, not even the default. */
  public boolean isUnlisted(String outcome) {
    return grade(outcome).equals(UNLISTED);
  }

  /** Acceptable cases that none of the outcomes falls under. */
  public List<OutcomeCase> unreached(Collection<String> seen) {
    return cases.stream()
        .filter(c -> !c.expect().fails())
        .filter(c -> seen.stream().noneMatch(outcome -> grade(outcome).equals(c)))
        .toList();
  }
}
