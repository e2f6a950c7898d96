package io.quiesce.bugs.tool;

import java.io.IOException;

/** One tool, ready to run. Several threads may use it. */
interface Runner {
  /**
   * Runs until something is found, all is done or the budget is over.
   *
   * @param fork starts JVMs and keeps what they print
   */
  Finding run(Job job, Fork fork) throws IOException;
}
