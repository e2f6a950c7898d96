package io.quiesce.runtime.code;

import io.quiesce.heap.memory.Memory;
import io.quiesce.sched.M;

/** The collected heap as the instructions of goroutines see it. */
public interface Objects {
  /**
   * Allocates an object whose pointers are nil and whose header and payload are set. A safe point:
   * the M may assist, block, start a cycle, and come back with another P. From its return on to the
   * next safe point nobody else can free it; by then it must be reachable.
   *
   * @return its address
   */
  long allocate(M m, ObjectType type);

  /** The pointer in word {@code word} of {@code object}. */
  long load(long object, int word);

  /** Stores {@code pointer} into word {@code word} of {@code object}, with the write barrier. */
  void store(M m, long object, int word, long pointer);

  /** Greys what {@code pointer} points to, if marking: it travels from one stack to another. */
  void shade(M m, long pointer);

  /** The bytes of the objects. */
  Memory memory();

  /** The pointer in global variable {@code variable}. */
  long loadGlobal(int variable);

  /** Stores {@code pointer} into a global variable, with the write barrier. */
  void storeGlobal(M m, int variable, long pointer);

  /** Starts a cycle unless one is under way. A safe point. */
  void startCycle(M m);

  /** How many cycles have ended. */
  long cyclesEnded();

  /** The number of the first cycle that begins from now on. */
  long nextWholeCycle();

  /** Gives the caches of the M's P back, as a flush would: work buffers, spans, stacks, pages. */
  void flushCaches(M m);
}
