package io.quiesce.gc.complete;

import io.quiesce.stress.lincheck.ModelChecked;
import io.quiesce.stress.lincheck.Scenario;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Validate;

/**
 * {@link Participants} against two numbers and a flag (C1, C3, C10). A close reads the word and
 * closes it in one operation; that it takes effect at one instant is what the version is for.
 * Nobody waits for anybody.
 *
 * <p>Run: {@code mvn verify -Pstress -Dstress.only=ParticipantsLinearizability}
 */
@ModelChecked(specification = ParticipantsLinearizability.Model.class, obstructionFree = true)
@Scenario(
    threads = {"enter()", "close()"},
    after = "active()")
@Scenario(threads = {"close()", "close()"})
@Scenario(
    threads = {"enter()", "enter()"},
    after = "active()")
@Scenario(
    before = "enter()",
    threads = {"leave()", "close()"},
    after = "close()")
@Scenario(
    before = "enter(); enter()",
    threads = {"leave()", "leave()"},
    after = "active()")
@Scenario(
    threads = {"enter(); leave()", "close()"},
    after = "active()")
@Scenario(
    before = "close()",
    threads = {"start()", "enter()"},
    after = "active()")
@Scenario(
    before = "close()",
    threads = {"start()", "start()"},
    after = "active()")
@Scenario(
    threads = {"enter(); leave()", "close(); enter()", "close()"},
    after = "active()",
    exhaustive = false)
public class ParticipantsLinearizability {
  private static final int NPROC = 2;

  private final Participants all = new Participants();

  /** Open for two. */
  public ParticipantsLinearizability() {
    all.start(NPROC);
  }

  /** 1 if entered, 0 if closed, -1 if all take part already. */
  @Operation
  public int enter() {
    try {
      return all.tryEnter() ? 1 : 0;
    } catch (CompletionException full) {
      return -1;
    }
  }

  /** 1 if the last one left, 0 if another one did, -1 if nobody takes part. */
  @Operation
  public int leave() {
    try {
      return Participants.isCandidate(all.leave()) ? 1 : 0;
    } catch (CompletionException nobody) {
      return -1;
    }
  }

  /** True if this closed. */
  @Operation
  public boolean close() {
    long seen = all.word();
    return Participants.isCandidate(seen) && all.close(seen);
  }

  /** True if this opened. */
  @Operation
  public boolean start() {
    try {
      all.start(NPROC);
      return true;
    } catch (CompletionException open) {
      return false;
    }
  }

  /** How many take part. */
  @Operation
  public int active() {
    return all.active();
  }

  /** C1 and C10 at every end. */
  @Validate
  public void countIsPossible() {
    int active = all.active();
    if (active < 0 || active > NPROC || (all.isClosed() && active != 0)) {
      throw new AssertionError("C1, C10: " + all);
    }
  }

  /** The specification. */
  public static final class Model {
    private int active;
    private boolean closed;

    /** If open and not full. */
    public int enter() {
      if (closed) {
        return 0;
      }
      if (active == NPROC) {
        return -1;
      }
      active++;
      return 1;
    }

    /** If somebody takes part. */
    public int leave() {
      if (active == 0) {
        return -1;
      }
      active--;
      return active == 0 ? 1 : 0;
    }

    /** If open and nobody takes part. */
    public boolean close() {
      boolean may = !closed && active == 0;
      closed |= may;
      return may;
    }

    /** If closed. */
    public boolean start() {
      boolean may = closed;
      closed = false;
      return may;
    }

    /** The number. */
    public int active() {
      return active;
    }
  }
}
