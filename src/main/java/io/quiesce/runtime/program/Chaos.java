package io.quiesce.runtime.program;

import io.quiesce.runtime.code.Channel;
import io.quiesce.runtime.code.Code;
import io.quiesce.runtime.code.Function;
import io.quiesce.runtime.code.ObjectType;
import io.quiesce.runtime.code.Routine;
import java.util.List;

/**
 * Goroutines that do everything at random, from a seed: link and unlink objects that others see,
 * dive deep, exchange objects, start short-lived goroutines, flush the caches of their P, force
 * cycles; while all Ps are preempted far more often than usual.
 */
final class Chaos implements Program {
  private static final int WORKERS = 12;
  private static final int SLOTS = 200;
  private static final int TABLE_VARIABLE = 0;

  static final ObjectType NODE = new ObjectType(1, "node", 3, 3);
  static final ObjectType TABLE = new ObjectType(2, "table", SLOTS, 0);
  static final ObjectType BLOB = new ObjectType(3, "blob", 0, 5000);
  static final ObjectType WIDE = new ObjectType(4, "wide", 40_000, 8);

  @Override
  public String name() {
    return "chaos";
  }

  @Override
  public String about() {
    return "everything at random: preemptions, flushes, forced cycles, deep and short-lived stacks";
  }

  @Override
  public List<ObjectType> types() {
    return List.of(NODE, TABLE, BLOB, WIDE);
  }

  @Override
  public int preemptMicros() {
    return 300;
  }

  @Override
  public Function link(Code code, Setting setting) {
    Channel done = Channel.ofNumbers();
    Channel there = Channel.ofPointers();
    Channel back = Channel.ofPointers();
    Function dive = new Dive();
    Function echo = new Echo(there, back);
    Function mayfly = new Mayfly();
    Function worker = new ChaosWorker(setting, done, there, back, dive, echo, mayfly);
    Function spawner = new Spawner(WORKERS, setting, done, worker);
    Function main = new Main(spawner);
    code.link(dive, echo, mayfly, worker, spawner, main);
    return main;
  }

  /** Makes the shared table. */
  private static final class Main extends Function {
    private static final int SHARED = LOCAL;

    private final Function spawner;

    Main(Function spawner) {
      super("main", 1, SHARED);
      this.spawner = spawner;
    }

    @Override
    protected void step(Routine r) {
      if (r.pc() == 0) {
        r.allocate(SHARED, TABLE);
        r.storeGlobal(TABLE_VARIABLE, SHARED);
        r.call(1, spawner);
      } else {
        r.ret(0);
      }
    }
  }

  /** Loads the shared table into a word. */
  static void loadTable(Routine r, int into) {
    r.loadGlobal(into, TABLE_VARIABLE);
  }

  /** A random slot of the shared table. */
  static int slot(Routine r, int seed) {
    return r.random(seed, SLOTS);
  }

  /** Recurses to a depth, with an object in each frame that the caller's object points to. */
  private static final class Dive extends Function {
    private static final int DEPTH = LOCAL;
    private static final int CALLERS = LOCAL + 1;
    private static final int HERE = LOCAL + 2;
    private static final int SCRATCH_WORDS = 24;

    Dive() {
      super("dive", 3 + SCRATCH_WORDS, CALLERS, HERE);
    }

    @Override
    protected void step(Routine r) {
      if (r.pc() == 0) {
        r.allocate(HERE, NODE);
        r.store(CALLERS, 2, HERE);
        if (r.get(DEPTH) == 0) {
          r.ret(0);
          return;
        }
        r.set(DEPTH, r.get(DEPTH) - 1);
        r.call(1, this, DEPTH, HERE);
        return;
      }
      r.verify(HERE, NODE);
      r.verify(CALLERS, NODE);
      r.storeNil(CALLERS, 2);
      r.ret(r.get(NUMBER) + 1);
    }
  }

  /** Receives one object, hangs it on a new one, sends that back, ends. */
  private static final class Echo extends Function {
    private static final int GOT = LOCAL;
    private static final int NEW = LOCAL + 1;

    private final Channel there;
    private final Channel back;

    Echo(Channel there, Channel back) {
      super("echo", 2, GOT, NEW);
      this.there = there;
      this.back = back;
    }

    @Override
    protected void step(Routine r) {
      switch (r.pc()) {
        case 0 -> r.receive(1, there, GOT);
        case 1 -> {
          r.verify(GOT, NODE);
          r.allocate(NEW, NODE);
          r.store(NEW, 1, GOT);
          r.send(2, back, NEW);
        }
        default -> r.ret(0);
      }
    }
  }

  /** Gets an object and a seed, makes some garbage around it, yields, ends. */
  private static final class Mayfly extends Function {
    private static final int GOT = LOCAL;
    private static final int SEED = LOCAL + 1;
    private static final int NEW = LOCAL + 2;
    private static final int ROUND = LOCAL + 3;

    Mayfly() {
      super("mayfly", 4, GOT, NEW);
    }

    @Override
    protected void step(Routine r) {
      if (r.get(ROUND) == 1 + r.random(SEED, 20)) {
        r.ret(0);
        return;
      }
      r.verify(GOT, NODE);
      r.set(ROUND, r.get(ROUND) % 20 + 1);
      r.allocate(NEW, NODE);
      r.store(NEW, 0, GOT);
      r.move(GOT, NEW);
      if (r.random(SEED, 3) == 0) {
        r.gosched(0);
      }
    }
  }
}
