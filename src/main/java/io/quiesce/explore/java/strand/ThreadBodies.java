package io.quiesce.explore.java.strand;

import io.quiesce.explore.transform.UnmodelledException;

/**
 * What the coroutines of a world run: the code of a thread, and what becomes of it when it throws.
 */
final class ThreadBodies {
  private final Strands strands;

  ThreadBodies(Strands strands) {
    this.strands = strands;
  }

  /** A body that may throw anything. */
  private interface Body {
    void run() throws Throwable;
  }

  /** Runs an actor, or the arbiter, which first waits for all actors. */
  void run(Scenario scenario, Strand strand) {
    boolean arbiter = strand.index == scenario.actors();
    guarded(
        strand,
        arbiter ? "the arbiter" : "actor " + strand.index,
        () -> {
          for (int i = 0; arbiter && i < scenario.actors(); i++) {
            strands.emit(strand.op.join(i, 0));
          }
          scenario.run(strand.index);
        });
  }

  /** Runs a thread that the program has started itself. */
  void run(Strand strand, Runnable body) {
    guarded(
        strand,
        "thread " + strand.index,
        () -> {
          strands.emit(strand.op.begin(0));
          body.run();
        });
  }

  private void guarded(Strand strand, String name, Body body) {
    try {
      body.run();
    } catch (ThreadPool.Abandoned e) {
      throw e;
    } catch (UnmodelledException | SharedResultException e) {
      strands.refused(e);
    } catch (LinkageError e) {
      strands.refused(Refusal.of(e, "running " + name));
    } catch (Throwable e) {
      fail(strand, name, e);
    }
    strand.ended = true;
    strand.script = null;
    strand.op.end();
  }

  private void fail(Strand strand, String name, Throwable thrown) {
    if (Failures.isOurs(thrown)) {
      strands.refused(Refusal.of(thrown, "running " + name));
    } else {
      strands.emit(strand.op.error(Failures.describe(thrown), strand.callSite));
    }
  }
}
