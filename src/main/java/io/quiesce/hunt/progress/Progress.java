package io.quiesce.hunt.progress;

import io.quiesce.hunt.finding.Finding;
import io.quiesce.hunt.finding.Sighting;
import io.quiesce.hunt.model.JobResult;
import io.quiesce.hunt.model.Planted;

/** Is told how a night goes. Called by several threads. */
public interface Progress extends AutoCloseable {
  /** A line about the whole night. */
  void say(String line);

  /** A round begins. */
  void round(int number, int jobs);

  /** A job has ended. */
  void ended(JobResult result);

  /** Something was seen that no night has seen before. */
  void found(Sighting sighting);

  /** A planted bug was looked for. */
  void planted(Planted planted);

  /** An open finding was looked for. */
  void checked(Finding finding, boolean seen, String how);

  @Override
  void close();
}
