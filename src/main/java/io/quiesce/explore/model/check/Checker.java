package io.quiesce.explore.model.check;

import io.quiesce.explore.graph.Graph;

/**
 * One memory model, asked event by event.
 *
 * <p>The order of calls for an event {@code e} that has just been appended: {@link #begin}; {@link
 * #floor} if it is an access; then, once its source or place is chosen, {@link #finish}, and {@link
 * #consistent} unless the newest write was chosen. Reading the newest write, and writing newest, is
 * always consistent as far as {@code consistent} is concerned; the search relies on that.
 *
 * <p>May keep scratch space between calls, so it belongs to one worker.
 */
public interface Checker {

  /** How many clock rows this model keeps for each event, beside {@link Graph#PREFIX}. */
  int clockRows();

  /** How many set rows this model keeps for each event. */
  int laneRows();

  /** Derives what follows from the event's place in program order. */
  void begin(Graph g, int e);

  /**
   * The lowest place in its location's order that the event may read from or be put at, as far as
   * that follows from what is before it; lower ones are inconsistent.
   */
  int floor(Graph g, int e);

  /** Derives what follows from the source or the place chosen, anew if that was done before. */
  void finish(Graph g, int e);

  /**
   * True if the graph is consistent, given that it was before {@code e} got its source or place.
   */
  boolean consistent(Graph g, int e);

  /**
   * True if the graph is consistent as a whole. Differs from {@link #consistent} only in a model in
   * which a consistent graph may have a next event that fits nowhere.
   */
  default boolean accepts(Graph g) {
    return true;
  }

  /**
   * As {@link #accepts(Graph)} for a graph that was accepted, or judged in this way, before its
   * newest event {@code e} was added.
   *
   * @param newest whether {@code e} reads the newest write or is the newest write
   */
  default boolean accepts(Graph g, int e, boolean newest) {
    return true;
  }

  /**
   * As {@link #accepts(Graph)} for a part of a graph that is closed under {@code po ∪ rf}.
   *
   * @param lengths how many events of each thread belong to the part
   */
  default boolean accepts(Graph g, int[] lengths) {
    return true;
  }
}
