package io.quiesce.runtime.program;

import io.quiesce.runtime.code.Channel;
import io.quiesce.runtime.code.Function;
import io.quiesce.runtime.code.Routine;

/** A main goroutine that starts workers, each with a seed, and waits until all are done. */
final class Spawner extends Function {
  private static final int LEFT = LOCAL;
  private static final int SEED = LOCAL + 1;

  private final int workers;
  private final Setting setting;
  private final Channel done;
  private final Function worker;

  /**
   * A main function.
   *
   * @param done where each worker sends a number at its end
   * @param worker takes a seed
   */
  Spawner(int workers, Setting setting, Channel done, Function worker) {
    super("main", 2);
    this.workers = workers;
    this.setting = setting;
    this.done = done;
    this.worker = worker;
  }

  @Override
  protected void step(Routine r) {
    if (r.pc() == 0) {
      r.set(LEFT, workers);
      for (int i = 0; i < workers; i++) {
        r.set(SEED, setting.seedOf(i));
        r.go(worker, SEED);
      }
      r.at(1);
    } else if (r.get(LEFT) > 0) {
      r.set(LEFT, r.get(LEFT) - 1);
      r.receive(1, done, SEED);
    } else {
      r.ret(0);
    }
  }
}
