package io.quiesce.hunt.bisect;

/**
 * What a revision showed.
 *
 * @param revision its hash
 * @param built whether it could be looked at at all
 * @param runs how often it was looked at
 * @param seen how often the finding was there
 * @param certain whether looking again would show the same: everything was explored, or it was seen
 * @param note one line
 */
public record Probed(
    String revision, boolean built, int runs, int seen, boolean certain, String note) {
  /** One that does not build, or that no run has come to an end of. */
  public static Probed unbuilt(String revision, String why) {
    return new Probed(revision, false, 0, 0, false, why);
  }

  /** Whether the finding is in it. */
  public boolean isBad() {
    return seen > 0;
  }
}
