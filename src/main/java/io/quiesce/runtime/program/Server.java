package io.quiesce.runtime.program;

import io.quiesce.runtime.code.Channel;
import io.quiesce.runtime.code.Code;
import io.quiesce.runtime.code.Function;
import io.quiesce.runtime.code.ObjectType;
import io.quiesce.runtime.code.Routine;
import java.util.List;

/**
 * A server: each request is handled by a goroutine of its own, whose frames are big, so that most
 * stacks end up large (32 to 256 KiB) and die young. Sessions live in a table that all share.
 */
final class Server implements Program {
  private static final int CLIENTS = 20;
  private static final int SLOTS = 64;
  private static final int TABLE_VARIABLE = 0;
  private static final int FRAME_WORDS = 256;
  private static final int MAX_DEPTH = 60;

  private static final ObjectType REQUEST = new ObjectType(1, "request", 1, 6);
  private static final ObjectType SESSION = new ObjectType(2, "session", 2, 12);
  private static final ObjectType TABLE = new ObjectType(3, "table", SLOTS, 0);
  private static final ObjectType PAGE = new ObjectType(4, "page", 2, 120);

  @Override
  public String name() {
    return "server";
  }

  @Override
  public String about() {
    return "a goroutine for each request, with large stacks, and a table of sessions";
  }

  @Override
  public List<ObjectType> types() {
    return List.of(REQUEST, SESSION, TABLE, PAGE);
  }

  @Override
  public Function link(Code code, Setting setting) {
    Channel[] replies = new Channel[CLIENTS];
    for (int i = 0; i < CLIENTS; i++) {
      replies[i] = Channel.ofPointers();
    }
    Channel done = Channel.ofNumbers();
    Function render = new Render();
    Function handler = new Handler(replies, render);
    Function client = new Client(setting, replies, done, handler);
    Function main = new Main(setting, done, client);
    code.link(render, handler, client, main);
    return main;
  }

  private static final class Main extends Function {
    private static final int LEFT = LOCAL;
    private static final int CLIENT = LOCAL + 1;
    private static final int SEED = LOCAL + 2;
    private static final int SESSIONS = LOCAL + 3;

    private final Setting setting;
    private final Channel done;
    private final Function client;

    Main(Setting setting, Channel done, Function client) {
      super("main", 4, SESSIONS);
      this.setting = setting;
      this.done = done;
      this.client = client;
    }

    @Override
    protected void step(Routine r) {
      if (r.pc() == 0) {
        r.allocate(SESSIONS, TABLE);
        r.storeGlobal(TABLE_VARIABLE, SESSIONS);
        for (int i = 0; i < CLIENTS; i++) {
          r.set(CLIENT, i);
          r.set(SEED, setting.seedOf(i));
          r.go(client, CLIENT, SEED);
        }
        r.set(LEFT, CLIENTS);
        r.at(1);
      } else if (r.get(LEFT) > 0) {
        r.set(LEFT, r.get(LEFT) - 1);
        r.receive(1, done, CLIENT);
      } else {
        r.ret(0);
      }
    }
  }

  /** Sends one request after the other, and checks that the page it gets is about its request. */
  private static final class Client extends Function {
    private static final int CLIENT = LOCAL;
    private static final int SEED = LOCAL + 1;
    private static final int DEPTH = LOCAL + 2;
    private static final int SLOT = LOCAL + 3;
    private static final int ASKED = LOCAL + 4;
    private static final int ANSWER = LOCAL + 5;
    private static final int ABOUT = LOCAL + 6;

    private final Setting setting;
    private final Channel[] replies;
    private final Channel done;
    private final Function handler;

    Client(Setting setting, Channel[] replies, Channel done, Function handler) {
      super("client", 7, ASKED, ANSWER, ABOUT);
      this.setting = setting;
      this.replies = replies;
      this.done = done;
      this.handler = handler;
    }

    @Override
    protected void step(Routine r) {
      switch (r.pc()) {
        case 0 -> {
          if (setting.isOver()) {
            r.send(2, done, CLIENT);
            return;
          }
          r.allocate(ASKED, REQUEST);
          r.set(DEPTH, 1 + r.random(SEED, MAX_DEPTH));
          r.set(SLOT, r.random(SEED, SLOTS));
          r.go(handler, CLIENT, DEPTH, SLOT, ASKED);
          r.receive(1, replies[(int) r.get(CLIENT)], ANSWER);
        }
        case 1 -> {
          r.verify(ANSWER, PAGE);
          r.load(ABOUT, ANSWER, 0);
          r.require("request that the page is about", r.get(ASKED), r.get(ABOUT));
          r.clear(ANSWER);
          r.clear(ABOUT);
          r.at(0);
        }
        default -> r.ret(0);
      }
    }
  }

  /** Handles one request: renews the session, renders a page, sends it. */
  private static final class Handler extends Function {
    private static final int CLIENT = LOCAL;
    private static final int DEPTH = LOCAL + 1;
    private static final int SLOT = LOCAL + 2;
    private static final int ASKED = LOCAL + 3;
    private static final int SESSIONS = LOCAL + 4;
    private static final int OLD = LOCAL + 5;
    private static final int NEW = LOCAL + 6;
    private static final int ANSWER = LOCAL + 7;

    private final Channel[] replies;
    private final Function render;

    Handler(Channel[] replies, Function render) {
      super("handler", 8, ASKED, SESSIONS, OLD, NEW, ANSWER);
      this.replies = replies;
      this.render = render;
    }

    @Override
    protected void step(Routine r) {
      switch (r.pc()) {
        case 0 -> {
          r.verify(ASKED, REQUEST);
          renewSession(r);
          r.call(1, render, DEPTH, ASKED);
        }
        case 1 -> {
          r.move(ANSWER, POINTER);
          r.send(2, replies[(int) r.get(CLIENT)], ANSWER);
        }
        default -> r.ret(0);
      }
    }

    /** The new session knows the request and the session before it, which forgets its own. */
    private static void renewSession(Routine r) {
      int slot = (int) r.get(SLOT);
      r.allocate(NEW, SESSION);
      r.loadGlobal(SESSIONS, TABLE_VARIABLE);
      r.load(OLD, SESSIONS, slot);
      r.store(NEW, 0, ASKED);
      if (r.get(OLD) != 0) {
        r.verify(OLD, SESSION);
        r.storeNil(OLD, 1);
        r.store(NEW, 1, OLD);
      }
      r.store(SESSIONS, slot, NEW);
    }
  }

  /** Renders a page recursively, with much scratch space in each frame. */
  private static final class Render extends Function {
    private static final int DEPTH = LOCAL;
    private static final int ASKED = LOCAL + 1;
    private static final int PART = LOCAL + 2;
    private static final int SCRATCH = LOCAL + 3;

    Render() {
      super("render", FRAME_WORDS, ASKED, PART);
    }

    @Override
    protected void step(Routine r) {
      if (r.pc() == 0) {
        for (int word = SCRATCH; word < LOCAL + FRAME_WORDS; word += 16) {
          r.set(word, r.get(DEPTH) * word);
        }
        r.allocate(PART, PAGE);
        r.store(PART, 0, ASKED);
        if (r.get(DEPTH) == 0) {
          r.retPointer(PART);
          return;
        }
        r.set(DEPTH, r.get(DEPTH) - 1);
        r.call(1, this, DEPTH, ASKED);
        return;
      }
      for (int word = SCRATCH; word < LOCAL + FRAME_WORDS; word += 16) {
        r.require("scratch word " + word, (r.get(DEPTH) + 1) * word, r.get(word));
      }
      r.store(PART, 1, POINTER);
      r.retPointer(PART);
    }
  }
}
