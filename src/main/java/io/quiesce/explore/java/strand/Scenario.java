package io.quiesce.explore.java.strand;

/**
 * What is run in each execution: threads over a state that is built afresh.
 *
 * <p>Implementations are made of rewritten classes, or call them; one belongs to one world.
 */
public interface Scenario {
  /** How many threads start at once. */
  int actors();

  /** Whether one more thread runs after all of them have ended and sees all they did. */
  boolean hasArbiter();

  /** Builds the state; called before each execution. */
  void build() throws Throwable;

  /** The body of thread {@code index}; the arbiter's index is {@link #actors()}. */
  void run(int index) throws Throwable;

  /** The outcome, asked when all threads have ended. */
  String outcome();
}
