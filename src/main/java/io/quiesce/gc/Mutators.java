package io.quiesce.gc;

import io.quiesce.gc.assist.AssistParking;
import io.quiesce.sched.G;
import java.util.List;

/** What the collector needs from who runs the goroutines. */
public interface Mutators {
  /** All goroutines, dead ones too; called while the world is stopped. */
  List<G> goroutines();

  /** How the goroutine of an assist sleeps. */
  AssistParking parking();

  /**
   * A cycle failed. The world is stopped; when it starts again, other Ms will fail because of it.
   */
  void failed(Throwable failure);

  /** There is work for a mark worker: an M that sleeps while a P is idle should look for it. */
  void workAppeared();
}
