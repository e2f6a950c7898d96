package io.quiesce.runtime.program;

import io.quiesce.runtime.code.Channel;
import io.quiesce.runtime.code.Code;
import io.quiesce.runtime.code.Function;
import io.quiesce.runtime.code.ObjectType;
import io.quiesce.runtime.code.Routine;
import java.util.List;

/**
 * The benchmark of that name: one tree lives through the run, while workers build and count many
 * short-lived ones.
 */
final class BinaryTrees implements Program {
  private static final int LONG_LIVED = 13;
  private static final int MIN_DEPTH = 4;
  private static final int MAX_DEPTH = 11;

  @Override
  public String name() {
    return "binary-trees";
  }

  @Override
  public String about() {
    return "builds and counts trees beside one that lives through the run";
  }

  @Override
  public List<ObjectType> types() {
    return List.of(Trees.NODE);
  }

  @Override
  public Function link(Code code, Setting setting) {
    Trees trees = new Trees(code);
    Channel done = Channel.ofNumbers();
    Function worker = new Worker(trees, setting, done);
    Function main = new Main(trees, setting, done, worker);
    code.link(worker, main);
    return main;
  }

  private static final class Main extends Function {
    private static final int TREE = LOCAL;
    private static final int LEFT = LOCAL + 1;
    private static final int DEPTH = LOCAL + 2;
    private static final int GOT = LOCAL + 3;

    private final Trees trees;
    private final Setting setting;
    private final Channel done;
    private final Function worker;

    Main(Trees trees, Setting setting, Channel done, Function worker) {
      super("main", 4, TREE);
      this.trees = trees;
      this.setting = setting;
      this.done = done;
      this.worker = worker;
    }

    @Override
    protected void step(Routine r) {
      switch (r.pc()) {
        case 0 -> {
          r.set(DEPTH, LONG_LIVED);
          r.call(1, trees.build(), DEPTH);
        }
        case 1 -> {
          r.move(TREE, POINTER);
          for (int i = 0; i < 2 * setting.procs(); i++) {
            r.go(worker);
          }
          r.set(LEFT, 2L * setting.procs());
          r.at(2);
        }
        case 2 -> {
          if (r.get(LEFT) == 0) {
            r.call(3, trees.count(), TREE);
            return;
          }
          r.set(LEFT, r.get(LEFT) - 1);
          r.receive(2, done, GOT);
        }
        default -> {
          r.require("nodes of the long-lived tree", Trees.nodes(LONG_LIVED), r.get(NUMBER));
          r.ret(0);
        }
      }
    }
  }

  private static final class Worker extends Function {
    private static final int DEPTH = LOCAL;
    private static final int TREE = LOCAL + 1;

    private final Trees trees;
    private final Setting setting;
    private final Channel done;

    Worker(Trees trees, Setting setting, Channel done) {
      super("worker", 2, TREE);
      this.trees = trees;
      this.setting = setting;
      this.done = done;
    }

    @Override
    protected void step(Routine r) {
      switch (r.pc()) {
        case 0 -> {
          if (setting.isOver()) {
            r.send(3, done, DEPTH);
            return;
          }
          long next = r.get(DEPTH) < MIN_DEPTH ? MIN_DEPTH : r.get(DEPTH) + 1;
          r.set(DEPTH, next > MAX_DEPTH ? MIN_DEPTH : next);
          r.call(1, trees.build(), DEPTH);
        }
        case 1 -> {
          r.move(TREE, POINTER);
          r.clear(POINTER);
          r.call(2, trees.count(), TREE);
        }
        case 2 -> {
          r.require("nodes of a tree", Trees.nodes((int) r.get(DEPTH)), r.get(NUMBER));
          r.clear(TREE);
          r.at(0);
        }
        default -> r.ret(0);
      }
    }
  }
}
