package io.quiesce.runtime.code;

/**
 * Asks for a whole cycle and waits until it has ended (Go: {@code runtime.GC}). While it waits it
 * lets others run.
 */
final class Collect extends Function {
  private static final int TARGET = LOCAL;

  Collect() {
    super("collect", 1);
  }

  @Override
  protected void step(Routine r) {
    Objects objects = r.objects();
    if (r.pc() == 0) {
      r.set(TARGET, objects.nextWholeCycle());
      r.at(1);
    }
    if (objects.cyclesEnded() >= r.get(TARGET)) {
      r.ret(0);
    } else {
      objects.startCycle(r.machine());
      r.gosched(1);
    }
  }
}
