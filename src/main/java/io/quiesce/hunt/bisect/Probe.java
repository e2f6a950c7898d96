package io.quiesce.hunt.bisect;

import java.io.IOException;

/** Looks for a finding in a revision. */
public interface Probe {
  /**
   * Looks once or several times.
   *
   * @throws IOException if looking is impossible for a reason that is not the revision's
   */
  Probed probe(String revision) throws IOException;
}
