package io.quiesce.runtime.program;

import io.quiesce.runtime.code.Channel;
import io.quiesce.runtime.code.Code;
import io.quiesce.runtime.code.Function;
import io.quiesce.runtime.code.ObjectType;
import io.quiesce.runtime.code.Routine;
import java.util.List;

/**
 * Short-lived goroutines that play an object back and forth: each rally is between a player and a
 * partner that lives for this rally only. The ball travels from stack to stack and grows a tail on
 * the way, which is checked at the end.
 */
final class PingPong implements Program {
  private static final int PLAYERS = 16;
  private static final int MAX_HITS = 40;
  private static final ObjectType BALL = new ObjectType(1, "ball", 1, 6);

  @Override
  public String name() {
    return "ping-pong";
  }

  @Override
  public String about() {
    return "short-lived goroutines that send objects from stack to stack";
  }

  @Override
  public List<ObjectType> types() {
    return List.of(BALL);
  }

  @Override
  public Function link(Code code, Setting setting) {
    Channel[] there = new Channel[PLAYERS];
    Channel[] back = new Channel[PLAYERS];
    for (int i = 0; i < PLAYERS; i++) {
      there[i] = Channel.ofPointers();
      back[i] = Channel.ofPointers();
    }
    Channel done = Channel.ofNumbers();
    Function partner = new Partner(there, back);
    Function player = new Player(setting, there, back, done, partner);
    Function main = new Main(setting, done, player);
    code.link(partner, player, main);
    return main;
  }

  private static final class Main extends Function {
    private static final int LEFT = LOCAL;
    private static final int TABLE = LOCAL + 1;
    private static final int SEED = LOCAL + 2;

    private final Setting setting;
    private final Channel done;
    private final Function player;

    Main(Setting setting, Channel done, Function player) {
      super("main", 3);
      this.setting = setting;
      this.done = done;
      this.player = player;
    }

    @Override
    protected void step(Routine r) {
      if (r.pc() == 0) {
        for (int i = 0; i < PLAYERS; i++) {
          r.set(TABLE, i);
          r.set(SEED, setting.seedOf(i));
          r.go(player, TABLE, SEED);
        }
        r.set(LEFT, PLAYERS);
        r.at(1);
      } else if (r.get(LEFT) > 0) {
        r.set(LEFT, r.get(LEFT) - 1);
        r.receive(1, done, TABLE);
      } else {
        r.ret(0);
      }
    }
  }

  /** Starts a rally with a new partner, again and again; checks the ball's tail after each. */
  private static final class Player extends Function {
    private static final int TABLE = LOCAL;
    private static final int SEED = LOCAL + 1;
    private static final int HITS = LOCAL + 2;
    private static final int DONE_HITS = LOCAL + 3;
    private static final int BALL_HERE = LOCAL + 4;
    private static final int TAIL = LOCAL + 5;

    private final Setting setting;
    private final Channel[] there;
    private final Channel[] back;
    private final Channel done;
    private final Function partner;

    Player(Setting setting, Channel[] there, Channel[] back, Channel done, Function partner) {
      super("player", 6, BALL_HERE, TAIL);
      this.setting = setting;
      this.there = there;
      this.back = back;
      this.done = done;
      this.partner = partner;
    }

    @Override
    protected void step(Routine r) {
      int table = (int) r.get(TABLE);
      switch (r.pc()) {
        case 0 -> {
          if (setting.isOver()) {
            r.send(4, done, TABLE);
            return;
          }
          r.set(HITS, 1 + r.random(SEED, MAX_HITS));
          r.set(DONE_HITS, 0);
          r.clear(BALL_HERE);
          r.go(partner, TABLE, HITS);
          r.at(1);
        }
        case 1 -> {
          r.allocate(TAIL, BALL);
          r.store(TAIL, 0, BALL_HERE);
          r.move(BALL_HERE, TAIL);
          r.send(2, there[table], BALL_HERE);
        }
        case 2 -> r.receive(3, back[table], BALL_HERE);
        case 3 -> {
          r.verify(BALL_HERE, BALL);
          r.set(DONE_HITS, r.get(DONE_HITS) + 1);
          if (r.get(DONE_HITS) < r.get(HITS)) {
            r.at(1);
            return;
          }
          r.require("tail of the ball", 2 * r.get(HITS), length(r));
          r.at(0);
        }
        default -> r.ret(0);
      }
    }

    private static long length(Routine r) {
      long length = 0;
      r.move(TAIL, BALL_HERE);
      while (r.get(TAIL) != 0) {
        r.verify(TAIL, BALL);
        r.load(TAIL, TAIL, 0);
        length++;
      }
      return length;
    }
  }

  /** Sends back as many balls as its rally has. */
  private static final class Partner extends Function {
    private static final int TABLE = LOCAL;
    private static final int HITS = LOCAL + 1;
    private static final int BALL_HERE = LOCAL + 2;
    private static final int TAIL = LOCAL + 3;

    private final Channel[] there;
    private final Channel[] back;

    Partner(Channel[] there, Channel[] back) {
      super("partner", 4, BALL_HERE, TAIL);
      this.there = there;
      this.back = back;
    }

    @Override
    protected void step(Routine r) {
      int table = (int) r.get(TABLE);
      switch (r.pc()) {
        case 0 -> {
          if (r.get(HITS) == 0) {
            r.ret(0);
            return;
          }
          r.set(HITS, r.get(HITS) - 1);
          r.receive(1, there[table], BALL_HERE);
        }
        default -> {
          r.verify(BALL_HERE, BALL);
          r.allocate(TAIL, BALL);
          r.store(TAIL, 0, BALL_HERE);
          r.move(BALL_HERE, TAIL);
          r.send(0, back[table], BALL_HERE);
        }
      }
    }
  }
}
