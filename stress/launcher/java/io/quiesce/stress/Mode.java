package io.quiesce.stress;

/** How much of everything: chosen with {@code -Dstress.mode}. */
public enum Mode {
  /** Does every test run at all, and does it fail at once: minutes, for every push. */
  SANITY,
  /** The default: what a person waits for. */
  QUICK,
  /** Hours, for machines that have nothing else to do. */
  NIGHTLY
}
