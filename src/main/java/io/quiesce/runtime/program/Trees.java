package io.quiesce.runtime.program;

import io.quiesce.runtime.code.Code;
import io.quiesce.runtime.code.Function;
import io.quiesce.runtime.code.ObjectType;
import io.quiesce.runtime.code.Routine;

/** Complete binary trees: building and counting them, recursively. */
final class Trees {
  /** A node: two children and some payload. */
  static final ObjectType NODE = new ObjectType(1, "node", 2, 2);

  private static final int LEFT = 0;
  private static final int RIGHT = 1;

  private final Function build = new Build();
  private final Function count = new Count();

  /** Links the functions. */
  Trees(Code code) {
    code.link(build, count);
  }

  /** Takes a depth and returns a tree. */
  Function build() {
    return build;
  }

  /** Takes a tree, verifies its nodes and returns how many there are. */
  Function count() {
    return count;
  }

  /** Nodes of a tree of {@code depth}. */
  static long nodes(int depth) {
    return (2L << depth) - 1;
  }

  private static final class Build extends Function {
    private static final int DEPTH = LOCAL;
    private static final int FIRST = LOCAL + 1;
    private static final int NEW = LOCAL + 2;

    Build() {
      super("build", 3, FIRST, NEW);
    }

    @Override
    protected void step(Routine r) {
      switch (r.pc()) {
        case 0 -> {
          if (r.get(DEPTH) == 0) {
            r.allocate(NEW, NODE);
            r.retPointer(NEW);
            return;
          }
          r.set(DEPTH, r.get(DEPTH) - 1);
          r.call(1, this, DEPTH);
        }
        case 1 -> {
          r.move(FIRST, POINTER);
          r.call(2, this, DEPTH);
        }
        default -> {
          r.allocate(NEW, NODE);
          r.store(NEW, LEFT, FIRST);
          r.store(NEW, RIGHT, POINTER);
          r.retPointer(NEW);
        }
      }
    }
  }

  private static final class Count extends Function {
    private static final int TREE = LOCAL;
    private static final int CHILD = LOCAL + 1;
    private static final int SUM = LOCAL + 2;

    Count() {
      super("count", 3, TREE, CHILD);
    }

    @Override
    protected void step(Routine r) {
      switch (r.pc()) {
        case 0 -> {
          r.verify(TREE, NODE);
          r.load(CHILD, TREE, LEFT);
          if (r.get(CHILD) == 0) {
            r.ret(1);
            return;
          }
          r.call(1, this, CHILD);
        }
        case 1 -> {
          r.set(SUM, r.get(NUMBER));
          r.load(CHILD, TREE, RIGHT);
          r.call(2, this, CHILD);
        }
        default -> r.ret(r.get(SUM) + r.get(NUMBER) + 1);
      }
    }
  }
}
