package io.quiesce.runtime.program;

import io.quiesce.runtime.code.Channel;
import io.quiesce.runtime.code.Code;
import io.quiesce.runtime.code.Function;
import io.quiesce.runtime.code.ObjectType;
import io.quiesce.runtime.code.Routine;
import java.util.List;

/**
 * Many goroutines whose stacks grow to 256 KiB and shrink again. Each frame points to a word of its
 * caller's frame, so a stack that is moved wrongly is noticed, and holds an object of its own.
 */
final class DeepRecursion implements Program {
  private static final int GOROUTINES = 24;
  private static final int MAX_DEPTH = 2000;
  private static final int SHALLOW_ROUNDS = 40;
  private static final ObjectType CELL = new ObjectType(1, "cell", 1, 3);

  @Override
  public String name() {
    return "deep-recursion";
  }

  @Override
  public String about() {
    return "many goroutines whose stacks grow deep and shrink again";
  }

  @Override
  public List<ObjectType> types() {
    return List.of(CELL);
  }

  @Override
  public Function link(Code code, Setting setting) {
    Channel done = Channel.ofNumbers();
    Function dive = new Dive();
    Function diver = new Diver(setting, done, dive);
    Function main = new Spawner(GOROUTINES, setting, done, diver);
    code.link(dive, diver, main);
    return main;
  }

  /** Dives again and again, mostly not deep, so that its stack can shrink in between. */
  private static final class Diver extends Function {
    private static final int SEED = LOCAL;
    private static final int ROUND = LOCAL + 1;
    private static final int DEPTH = LOCAL + 2;
    private static final int TOUCHED = LOCAL + 3;
    private static final int ADDRESS = LOCAL + 4;
    private static final int BELOW = LOCAL + 5;

    private final Setting setting;
    private final Channel done;
    private final Function dive;

    Diver(Setting setting, Channel done, Function dive) {
      super("diver", 6, ADDRESS, BELOW);
      this.setting = setting;
      this.done = done;
      this.dive = dive;
    }

    @Override
    protected void step(Routine r) {
      switch (r.pc()) {
        case 0 -> {
          if (setting.isOver()) {
            r.send(2, done, SEED);
            return;
          }
          r.set(ROUND, r.get(ROUND) + 1);
          int most = r.get(ROUND) % SHALLOW_ROUNDS == 0 ? MAX_DEPTH : MAX_DEPTH / 40;
          r.set(DEPTH, 1 + r.random(SEED, most));
          r.set(TOUCHED, 0);
          r.takeAddress(ADDRESS, TOUCHED);
          r.call(1, dive, DEPTH, ADDRESS, BELOW);
        }
        case 1 -> {
          r.require("frames below", r.get(DEPTH), r.get(NUMBER));
          r.require("depth that the callee left in this frame", r.get(DEPTH), r.get(TOUCHED));
          r.clear(POINTER);
          r.at(0);
        }
        default -> r.ret(0);
      }
    }
  }

  /** One frame of the dive: depth, address of the caller's word, object of the caller. */
  private static final class Dive extends Function {
    private static final int DEPTH = LOCAL;
    private static final int CALLERS_WORD = LOCAL + 1;
    private static final int CALLERS_CELL = LOCAL + 2;
    private static final int CELL_HERE = LOCAL + 3;
    private static final int NEXT = LOCAL + 4;
    private static final int TOUCHED = LOCAL + 5;
    private static final int ADDRESS = LOCAL + 6;
    private static final int BACK = LOCAL + 7;

    Dive() {
      super("dive", 8, CALLERS_WORD, CALLERS_CELL, CELL_HERE, ADDRESS, BACK);
    }

    @Override
    protected void step(Routine r) {
      if (r.pc() == 0) {
        r.storeThrough(CALLERS_WORD, r.get(DEPTH));
        r.allocate(CELL_HERE, CELL);
        r.store(CELL_HERE, 0, CALLERS_CELL);
        if (r.get(DEPTH) == 1) {
          r.ret(1);
          return;
        }
        r.set(NEXT, r.get(DEPTH) - 1);
        r.takeAddress(ADDRESS, TOUCHED);
        r.call(1, this, NEXT, ADDRESS, CELL_HERE);
        return;
      }
      r.require("depth that the callee left in this frame", r.get(NEXT), r.get(TOUCHED));
      r.verify(CELL_HERE, CELL);
      r.load(BACK, CELL_HERE, 0);
      r.require("cell of the caller", r.get(CALLERS_CELL), r.get(BACK));
      r.ret(r.get(NUMBER) + 1);
    }
  }
}
