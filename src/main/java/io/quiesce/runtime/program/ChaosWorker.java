package io.quiesce.runtime.program;

import io.quiesce.runtime.code.Channel;
import io.quiesce.runtime.code.Function;
import io.quiesce.runtime.code.Routine;

/** One goroutine of {@link Chaos}: an action at random, again and again. */
final class ChaosWorker extends Function {
  private static final int SEED = LOCAL;
  private static final int LENGTH = LOCAL + 1;
  private static final int DEPTH = LOCAL + 2;
  private static final int OWN = LOCAL + 3;
  private static final int SHARED = LOCAL + 4;
  private static final int OTHER = LOCAL + 5;
  private static final int GOT = LOCAL + 6;
  private static final int BIG = LOCAL + 7;

  private static final int CHOOSE = 0;
  private static final int DIVED = 1;
  private static final int SENT = 2;
  private static final int GOT_BACK = 3;
  private static final int END = 4;

  /** Out of this many steps about one does a rare thing. */
  private static final int RARE = 4000;

  private static final int MAX_LENGTH = 600;

  private final Setting setting;
  private final Channel done;
  private final Channel there;
  private final Channel back;
  private final Function dive;
  private final Function echo;
  private final Function mayfly;

  ChaosWorker(
      Setting setting,
      Channel done,
      Channel there,
      Channel back,
      Function dive,
      Function echo,
      Function mayfly) {
    super("chaos worker", 8, OWN, SHARED, OTHER, GOT, BIG);
    this.setting = setting;
    this.done = done;
    this.there = there;
    this.back = back;
    this.dive = dive;
    this.echo = echo;
    this.mayfly = mayfly;
  }

  @Override
  protected void step(Routine r) {
    switch (r.pc()) {
      case CHOOSE -> {
        if (setting.isOver()) {
          r.send(END, done, SEED);
        } else {
          grow(r);
          choose(r);
        }
      }
      case DIVED -> {
        r.require("frames below", r.get(DEPTH), r.get(NUMBER));
        r.verify(OWN, Chaos.NODE);
        r.at(CHOOSE);
      }
      case SENT -> r.receive(GOT_BACK, back, GOT);
      case GOT_BACK -> {
        r.verify(GOT, Chaos.NODE);
        r.load(OTHER, GOT, 1);
        r.verify(OTHER, Chaos.NODE);
        r.at(CHOOSE);
      }
      default -> r.ret(0);
    }
  }

  /**
   * The list of one's own gets one longer, or begins again. Only its head points to objects of
   * others, so that what is alive stays bounded.
   */
  private static void grow(Routine r) {
    r.allocate(OTHER, Chaos.NODE);
    if (r.get(OWN) != 0) {
      r.storeNil(OWN, 1);
    }
    if (r.get(LENGTH) < MAX_LENGTH) {
      r.store(OTHER, 0, OWN);
      r.set(LENGTH, r.get(LENGTH) + 1);
    } else {
      r.set(LENGTH, 0);
    }
    r.move(OWN, OTHER);
  }

  private void choose(Routine r) {
    int dice = r.random(SEED, 100);
    if (dice < 50) {
      share(r);
    } else if (dice < 60) {
      r.set(DEPTH, r.random(SEED, r.random(SEED, 50) == 0 ? 1500 : 30));
      r.call(DIVED, dive, DEPTH, OWN);
    } else if (dice < 70) {
      r.go(echo);
      r.send(SENT, there, OWN);
    } else if (dice < 80) {
      r.go(mayfly, OWN, SEED);
    } else if (dice < 90) {
      r.gosched(CHOOSE);
    } else {
      rare(r);
    }
  }

  /** Puts one's own object where all see it, and takes a look at one of another. */
  private static void share(Routine r) {
    Chaos.loadTable(r, SHARED);
    r.load(OTHER, SHARED, Chaos.slot(r, SEED));
    if (r.get(OTHER) != 0) {
      r.verify(OTHER, Chaos.NODE);
    }
    r.store(OWN, 1, OTHER);
    int slot = Chaos.slot(r, SEED);
    if (r.random(SEED, 4) == 0) {
      r.storeNil(SHARED, slot);
    } else {
      r.store(SHARED, slot, OWN);
    }
    r.clear(OTHER);
  }

  private static void rare(Routine r) {
    int dice = r.random(SEED, RARE);
    if (dice < 10) {
      r.collect(CHOOSE);
    } else if (dice < 400) {
      r.flushCaches();
    } else if (dice < 430) {
      r.allocate(BIG, Chaos.BLOB);
      r.verify(BIG, Chaos.BLOB);
    } else if (dice < 434) {
      r.allocate(BIG, Chaos.WIDE);
      r.store(BIG, r.random(SEED, Chaos.WIDE.pointers()), OWN);
    } else if (dice < 470) {
      r.clear(BIG);
    }
  }
}
