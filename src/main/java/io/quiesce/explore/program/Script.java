package io.quiesce.explore.program;

/**
 * The recorded answers to the next operations of one thread, for {@link Program#replay}.
 *
 * <p>Owned by the search and valid only during the call of {@code replay} to which it was passed.
 */
public interface Script {

  /** True while there is a recorded answer to the thread's next operation. */
  boolean hasNext();

  /**
   * The recorded result of {@code op}, which the thread has arrived at.
   *
   * @throws NondeterminismException if the thread asked for something else when this was recorded
   */
  long answer(Op op);
}
