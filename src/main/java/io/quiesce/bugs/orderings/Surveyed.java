package io.quiesce.bugs.orderings;

import io.quiesce.explore.weaken.WeakenReport;
import io.quiesce.explore.weaken.Weakened;
import java.util.Optional;

/**
 * One mutant, and what the explorer and the list of reasons say of it.
 *
 * @param mutant its name
 * @param result what became of it; empty if no scenario comes by
 * @param why why nothing needs to show it wrong, if that is known
 */
public record Surveyed(String mutant, Optional<Weakened> result, Optional<String> why) {
  /** What to make of it. */
  public enum State {
    /** A scenario shows that the weaker mode is wrong. */
    SHOWN_WRONG,
    /** None does, and it is known why. */
    EXPLAINED,
    /** None does: weaken the access, write a scenario, or say why. */
    UNEXPLAINED,
    /** A scenario shows what is said not to need showing: the reason is out of date. */
    CONTRADICTED
  }

  /** The state. */
  public State state() {
    if (result.isPresent() && result.get().isNeeded()) {
      return why.isPresent() ? State.CONTRADICTED : State.SHOWN_WRONG;
    }
    return why.isPresent() ? State.EXPLAINED : State.UNEXPLAINED;
  }

  /** Whether there is something to do. */
  public boolean isProblem() {
    return state() == State.UNEXPLAINED || state() == State.CONTRADICTED;
  }

  /** The result in one line. */
  public String line() {
    String seen = result.map(WeakenReport::line).orElse("no scenario comes by");
    return state() + "  " + mutant + ": " + seen + why.map(reason -> "; " + reason).orElse("");
  }
}
