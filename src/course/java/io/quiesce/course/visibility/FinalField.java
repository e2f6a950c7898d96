package io.quiesce.course.visibility;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.I_Result;

/** Final fields, and how to lose what they promise. */
public final class FinalField {
  private FinalField() {}

  /** No final field, and a race on the reference. */
  @JCStressTest
  @State
  @Outcome(id = "-1", expect = ACCEPTABLE, desc = "not there yet")
  @Outcome(id = "8", expect = ACCEPTABLE, desc = "complete")
  @Outcome(id = "0", expect = FORBIDDEN, desc = "its size is not set")
  public static class Broken {
    static class Node {
      int size;

      Node(int size) {
        this.size = size;
      }
    }

    Node node;

    @Actor
    public void writer() {
      node = new Node(8);
    }

    @Actor
    public void reader(I_Result r) {
      Node seen = node;
      r.r1 = seen == null ? -1 : seen.size;
    }
  }

  /** A final field, and the same race. */
  @JCStressTest
  @State
  @Outcome(id = "-1", expect = ACCEPTABLE, desc = "not there yet")
  @Outcome(id = "8", expect = ACCEPTABLE, desc = "complete")
  @Outcome(id = "0", expect = FORBIDDEN, desc = "its size is not set")
  public static class Fixed {
    static class Node {
      final int size;

      Node(int size) {
        this.size = size;
      }
    }

    Node node;

    @Actor
    public void writer() {
      node = new Node(8);
    }

    @Actor
    public void reader(I_Result r) {
      Node seen = node;
      r.r1 = seen == null ? -1 : seen.size;
    }
  }

  /** What a final field refers to is frozen with it. */
  @JCStressTest
  @State
  @Outcome(id = "-1", expect = ACCEPTABLE, desc = "not there yet")
  @Outcome(id = "8", expect = ACCEPTABLE, desc = "complete")
  @Outcome(id = "0", expect = FORBIDDEN, desc = "its size is not set")
  public static class Behind {
    static class Node {
      final int[] sizes;

      Node(int size) {
        sizes = new int[1];
        sizes[0] = size;
      }
    }

    Node node;

    @Actor
    public void writer() {
      node = new Node(8);
    }

    @Actor
    public void reader(I_Result r) {
      Node seen = node;
      r.r1 = seen == null ? -1 : seen.sizes[0];
    }
  }

  /** A final field of an object that tells of itself before it is complete. */
  @JCStressTest
  @State
  @Outcome(id = "-1", expect = ACCEPTABLE, desc = "not there yet")
  @Outcome(id = "8", expect = ACCEPTABLE, desc = "complete")
  @Outcome(id = "0", expect = FORBIDDEN, desc = "its size is not set")
  public static class Escaped {
    static class Node {
      final int size;

      Node(Node[] shelf, int size) {
        shelf[0] = this;
        this.size = size;
      }
    }

    final Node[] shelf = new Node[1];

    @Actor
    public void writer() {
      new Node(shelf, 8);
    }

    @Actor
    public void reader(I_Result r) {
      Node seen = shelf[0];
      r.r1 = seen == null ? -1 : seen.size;
    }
  }

  /** A listener that enters itself into a registry. */
  @JCStressTest
  @State
  @Outcome(id = "-1", expect = ACCEPTABLE, desc = "not there yet")
  @Outcome(id = "8", expect = ACCEPTABLE, desc = "complete")
  @Outcome(id = "0", expect = FORBIDDEN, desc = "its size is not set")
  public static class Exercise {
    static class Listener {
      final int size;

      Listener(Listener[] registry, int size) {
        enter(registry);
        this.size = size;
      }

      final void enter(Listener[] registry) {
        registry[0] = this;
      }
    }

    final Listener[] registry = new Listener[1];

    @Actor
    public void maker() {
      new Listener(registry, 8);
    }

    @Actor
    public void caller(I_Result r) {
      Listener seen = registry[0];
      r.r1 = seen == null ? -1 : seen.size;
    }
  }

  /** A factory makes the listener, and then enters it. */
  @JCStressTest
  @State
  @Outcome(id = "-1", expect = ACCEPTABLE, desc = "not there yet")
  @Outcome(id = "8", expect = ACCEPTABLE, desc = "complete")
  @Outcome(id = "0", expect = FORBIDDEN, desc = "its size is not set")
  public static class Solution {
    static class Listener {
      final int size;

      private Listener(int size) {
        this.size = size;
      }

      static void enter(Listener[] registry, int size) {
        registry[0] = new Listener(size);
      }
    }

    final Listener[] registry = new Listener[1];

    @Actor
    public void maker() {
      Listener.enter(registry, 8);
    }

    @Actor
    public void caller(I_Result r) {
      Listener seen = registry[0];
      r.r1 = seen == null ? -1 : seen.size;
    }
  }
}
