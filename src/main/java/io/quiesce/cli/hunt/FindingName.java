package io.quiesce.cli.hunt;

import io.quiesce.hunt.finding.Finding;
import io.quiesce.hunt.ledger.Ledger;
import java.util.List;
import java.util.Optional;

/** Finds a finding by its signature or the beginning of it. */
final class FindingName {
  private FindingName() {}

  /**
   * The finding, if there is one.
   *
   * @throws IllegalArgumentException if several begin so
   */
  static Optional<Finding> find(Ledger ledger, String name) {
    List<Finding> found =
        ledger.findings().stream().filter(one -> one.signature().startsWith(name)).toList();
    if (found.size() > 1 && !name.isEmpty()) {
      throw new IllegalArgumentException(
          found.size() + " findings begin with '" + name + "'; write more of it");
    }
    return found.size() == 1 ? Optional.of(found.get(0)) : Optional.empty();
  }
}
