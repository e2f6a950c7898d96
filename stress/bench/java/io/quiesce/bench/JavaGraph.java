package io.quiesce.bench;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.SplittableRandom;
import java.util.concurrent.CountedCompleter;

/** The graph of {@link ObjectGraph} as Java objects, marked by a task for each object. */
final class JavaGraph {
  private static final VarHandle MARK;

  static {
    try {
      MARK = MethodHandles.lookup().findVarHandle(Node.class, "mark", int.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  /** Two children, a random neighbour, and the epoch in which it was marked last. */
  private static final class Node {
    Node left;
    Node right;
    Node other;

    @SuppressWarnings("UnusedVariable") // through MARK
    int mark;

    boolean tryMark(int epoch) {
      int seen = (int) MARK.getOpaque(this);
      return seen != epoch && MARK.compareAndSet(this, seen, epoch);
    }
  }

  /**
   * Marks what a node leads to: a task for each object but the last, which it goes on with. Counted
   * completers, since tasks that wait for their children overflow the Java stack in such a graph.
   */
  private static final class Mark extends CountedCompleter<Void> {
    private static final long serialVersionUID = 1L;
    private final transient Node start;
    private final int epoch;

    Mark(Mark parent, Node start, int epoch) {
      super(parent);
      this.start = start;
      this.epoch = epoch;
    }

    @Override
    public void compute() {
      Node next = start;
      while (next != null) {
        Node node = next;
        next = take(node.left, null);
        next = take(node.right, next);
        next = take(node.other, next);
      }
      tryComplete();
    }

    /** Claims {@code node}; answers one claimed node for the caller and forks the other, if any. */
    private Node take(Node node, Node held) {
      if (node == null || !node.tryMark(epoch)) {
        return held;
      }
      if (held != null) {
        addToPendingCount(1);
        new Mark(this, held, epoch).fork();
      }
      return node;
    }
  }

  private final Node root;
  private int epoch;

  /** Makes the graph, with the same neighbours as {@link ObjectGraph}. */
  JavaGraph(int objects, long seed) {
    Node[] at = new Node[objects];
    for (int i = 0; i < objects; i++) {
      at[i] = new Node();
    }
    SplittableRandom random = new SplittableRandom(seed);
    for (int i = 0; i < objects; i++) {
      at[i].left = 2 * i + 1 < objects ? at[2 * i + 1] : null;
      at[i].right = 2 * i + 2 < objects ? at[2 * i + 2] : null;
      at[i].other = at[random.nextInt(objects)];
    }
    root = at[0];
  }

  /** A task that marks everything that was not marked since it was made. */
  CountedCompleter<Void> mark() {
    epoch++;
    root.tryMark(epoch);
    return new Mark(null, root, epoch);
  }
}
