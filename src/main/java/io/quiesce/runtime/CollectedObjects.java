package io.quiesce.runtime;

import io.quiesce.gc.Collector;
import io.quiesce.heap.memory.Memory;
import io.quiesce.phase.GcPhase;
import io.quiesce.phase.PhaseGate;
import io.quiesce.runtime.code.ObjectType;
import io.quiesce.runtime.code.Objects;
import io.quiesce.sched.M;

/**
 * The collected heap behind the instructions of goroutines.
 *
 * <p>The serial in an object's header begins with the stamp of its birth: 2 k - 1 while cycle k
 * marks, 2 k between cycle k and the next; so an auditor can tell what was born since. The rest is
 * counted by each P for itself.
 */
final class CollectedObjects implements Objects {
  private static final int STAMP_SHIFT = 32;
  private static final long COUNT_MASK = (1L << STAMP_SHIFT) - 1;

  /** Longs from one P's count to the next: two cache lines. */
  private static final int STRIDE = 16;

  private final Collector collector;
  private final PhaseGate gate;
  private final Memory memory;
  private final long[] counts;

  CollectedObjects(Collector collector, PhaseGate gate, Memory memory, int procs) {
    this.collector = collector;
    this.gate = gate;
    this.memory = memory;
    counts = new long[(procs + 1) * STRIDE];
  }

  @Override
  public long allocate(M m, ObjectType type) {
    long object = collector.mallocgc(m, type.layout());
    // plain: the count goes with the P
    long count = counts[(m.pid() + 1) * STRIDE]++;
    long serial = (stamp() << STAMP_SHIFT) | ((count * counts.length + m.pid()) & COUNT_MASK);
    long header = type.header(serial);
    // plain: nobody else knows the object until a store publishes it with release
    memory.putLong(object, header);
    int words = type.layout().words();
    for (int word = ObjectType.FIRST_POINTER + type.pointers(); word < words; word++) {
      memory.putLong(object + (long) word * Long.BYTES, ObjectType.payload(header, word));
    }
    return object;
  }

  /** The stamp of what is born now; the phase cannot change between two safe points. */
  private long stamp() {
    return 2L * gate.cycle() - (gate.phase() == GcPhase.OFF ? 0 : 1);
  }

  @Override
  public long load(long object, int word) {
    // acquire, with the release in store: the object behind the pointer
    return memory.getLongAcquire(object + (long) word * Long.BYTES);
  }

  @Override
  public void store(M m, long object, int word, long pointer) {
    collector.storePointer(m, object + (long) word * Long.BYTES, pointer);
  }

  @Override
  public void shade(M m, long pointer) {
    collector.shade(m, pointer);
  }

  @Override
  public Memory memory() {
    return memory;
  }

  @Override
  public long loadGlobal(int variable) {
    return collector.globals().load(variable);
  }

  @Override
  public void storeGlobal(M m, int variable, long pointer) {
    collector.storeGlobal(m, variable, pointer);
  }

  @Override
  public void startCycle(M m) {
    boolean unused = collector.start(m, true);
  }

  @Override
  public long cyclesEnded() {
    return collector.cyclesEnded();
  }

  @Override
  public long nextWholeCycle() {
    return collector.nextWholeCycle();
  }

  @Override
  public void flushCaches(M m) {
    m.systemstack(() -> collector.flushCaches(m, m.p()));
  }
}
