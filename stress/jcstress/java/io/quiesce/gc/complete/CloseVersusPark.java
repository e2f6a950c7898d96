package io.quiesce.gc.complete;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import io.quiesce.gc.assist.AssistQueue;
import io.quiesce.sched.G;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/**
 * An assist queues up and looks whether marking is closed, while marking is closed and the queue is
 * emptied: one of the two sees the other, or the assist sleeps for ever (A6, E11).
 *
 * <p>Run: {@code mvn verify -Pstress -Dstress.only=CloseVersusPark}
 */
@JCStressTest
@State
@Outcome(
    id = {"1, 0", "0, 1", "1, 1"},
    expect = ACCEPTABLE,
    desc = "It saw the close, or was found on the queue, or both.")
@Outcome(expect = FORBIDDEN, desc = "It sleeps after the end of the cycle.")
public class CloseVersusPark {
  private final Participants all = new Participants();
  private final AssistQueue queue = new AssistQueue();
  private final G g = new G(1);

  /** Marking is open, nobody takes part. */
  public CloseVersusPark() {
    all.start(1);
  }

  /** Queues up, then looks. */
  @Actor
  public void assist(II_Result r) {
    queue.enqueue(g);
    r.r1 = all.isClosed() ? 1 : 0;
  }

  /** Closes, then empties the queue. */
  @Actor
  public void decider(II_Result r) {
    r.r2 = all.close(all.word()) && queue.claimFirst() != null ? 1 : 0;
  }
}
