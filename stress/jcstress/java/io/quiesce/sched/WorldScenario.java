package io.quiesce.sched;

/** Two Ps and an M for each; the first M is on its system stack, as who stops or visits must be. */
class WorldScenario {
  final Sched sched = new Sched(2);
  final StopTheWorld world = new StopTheWorld(sched);
  final RaggedBarrier barrier = new RaggedBarrier(sched);
  final P p0 = sched.p(0);
  final P p1 = sched.p(1);
  final M m0 = sched.newM(0);
  final M m1 = sched.newM(1);

  /** Stands for the caches of P 0 and P 1; each belongs to the owner of its P. */
  int cache0;

  int cache1;

  WorldScenario() {
    m0.enterSystemStack();
  }

  /** Adds one to the cache of {@code p}. */
  final void touch(P p) {
    if (p == p0) {
      cache0++;
    } else {
      cache1++;
    }
  }

  /** Uses the cache of the P that {@code m} runs. */
  final void use(M m) {
    touch(m.p());
  }
}
