package io.quiesce.explore.graph;

import io.quiesce.explore.program.Op;
import java.util.Arrays;

/** The columns of the table of events. Package-private; {@link Graph} gives them their meaning. */
final class Events {
  /** The event reads, and has a source. */
  static final int READ = 1;

  /** The event writes. */
  static final int WRITE = 2;

  /** The event is the read or the write of a successful read-modify-write. */
  static final int UPDATE = 4;

  /** A weak compare-and-set that failed although the values were equal. */
  static final int SPURIOUS = 8;

  /** The thread cannot go on after this event. */
  static final int BLOCKED = 16;

  /** Where the note begins. */
  static final int NOTE_SHIFT = 5;

  /** Three bits: whatever the model wants to remember of the graph up to this event. */
  static final int NOTE = 7 << NOTE_SHIFT;

  private static final int FIRST_CAPACITY = 64;

  int size;
  Op[] op = new Op[FIRST_CAPACITY];
  int[] thread = new int[FIRST_CAPACITY];
  int[] index = new int[FIRST_CAPACITY];
  int[] flags = new int[FIRST_CAPACITY];

  /** The source of a read ({@link Graph#INITIAL} for the initial value). */
  int[] source = new int[FIRST_CAPACITY];

  /** The place of a write in its location's order, from 1; 0 while it has none. */
  int[] place = new int[FIRST_CAPACITY];

  /** The first of the list of a write's readers, or -1. */
  int[] firstReader = new int[FIRST_CAPACITY];

  /** The next in the list of readers of the same write, or -1. */
  int[] nextReader = new int[FIRST_CAPACITY];

  /** The value read, or the number chosen. */
  long[] in = new long[FIRST_CAPACITY];

  /** The value written. */
  long[] out = new long[FIRST_CAPACITY];

  /** Where the model has put the event in an order of its own. */
  int[] rank = new int[FIRST_CAPACITY];

  int add(int newThread, int newIndex, Op newOp, int newFlags) {
    int e = size++;
    if (e == op.length) {
      grow();
    }
    op[e] = newOp;
    thread[e] = newThread;
    index[e] = newIndex;
    flags[e] = newFlags;
    source[e] = Graph.INITIAL;
    place[e] = 0;
    firstReader[e] = -1;
    nextReader[e] = -1;
    in[e] = 0;
    out[e] = 0;
    rank[e] = 0;
    return e;
  }

  private void grow() {
    int capacity = 2 * op.length;
    op = Arrays.copyOf(op, capacity);
    thread = Arrays.copyOf(thread, capacity);
    index = Arrays.copyOf(index, capacity);
    flags = Arrays.copyOf(flags, capacity);
    source = Arrays.copyOf(source, capacity);
    place = Arrays.copyOf(place, capacity);
    firstReader = Arrays.copyOf(firstReader, capacity);
    nextReader = Arrays.copyOf(nextReader, capacity);
    in = Arrays.copyOf(in, capacity);
    out = Arrays.copyOf(out, capacity);
    rank = Arrays.copyOf(rank, capacity);
  }

  /** Appends a copy of an event, without its source and its place. */
  int adopt(Events from, int e) {
    int mine = add(from.thread[e], from.index[e], from.op[e], from.flags[e]);
    in[mine] = from.in[e];
    out[mine] = from.out[e];
    rank[mine] = from.rank[e];
    return mine;
  }
}
