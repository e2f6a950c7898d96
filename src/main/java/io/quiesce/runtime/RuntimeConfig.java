package io.quiesce.runtime;

import io.quiesce.gc.Protocol;
import io.quiesce.heap.memory.HeapAddress;
import io.quiesce.heap.memory.MemoryMode;

/**
 * How a runtime is set up.
 *
 * @param procs number of Ps (Go: GOMAXPROCS), 1 to 64
 * @param gogc growth in percent at which a cycle should end (Go: GOGC), at least 1
 * @param protocol how the end of marking is decided
 * @param seconds how long the program goes on before it winds down, at least 0
 * @param seed for what the program and the preempter do at random
 * @param heapBytes address space of the heap, a multiple of 4 MiB
 * @param memory what stands behind the addresses
 * @param hangSeconds without any progress for so long, the run ends with a dump
 */
public record RuntimeConfig(
    int procs,
    int gogc,
    Protocol protocol,
    double seconds,
    long seed,
    long heapBytes,
    MemoryMode memory,
    double hangSeconds) {
  private static final int MAX_PROCS = 64;
  private static final long HEAP_BYTES = 256L << 20;
  private static final double HANG_SECONDS = 20;

  /** Checks the values. */
  public RuntimeConfig {
    require(procs >= 1 && procs <= MAX_PROCS, "procs", procs, "1 to " + MAX_PROCS);
    require(gogc >= 1, "gogc", gogc, "at least 1");
    require(seconds >= 0, "seconds", seconds, "at least 0");
    require(hangSeconds > 0, "hangSeconds", hangSeconds, "more than 0");
    require(
        heapBytes > 0 && heapBytes % HeapAddress.CHUNK_BYTES == 0,
        "heapBytes",
        heapBytes,
        "a positive multiple of 4 MiB");
  }

  /** Two Ps, Go's growth, 10 seconds, real bytes. */
  public static RuntimeConfig of(Protocol protocol) {
    return new RuntimeConfig(2, 100, protocol, 10, 1, HEAP_BYTES, MemoryMode.REAL, HANG_SECONDS);
  }

  /** The same with another number of Ps. */
  public RuntimeConfig withProcs(int number) {
    return new RuntimeConfig(number, gogc, protocol, seconds, seed, heapBytes, memory, hangSeconds);
  }

  /** The same with another growth. */
  public RuntimeConfig withGogc(int percent) {
    return new RuntimeConfig(
        procs, percent, protocol, seconds, seed, heapBytes, memory, hangSeconds);
  }

  /** The same with another duration. */
  public RuntimeConfig withSeconds(double duration) {
    return new RuntimeConfig(procs, gogc, protocol, duration, seed, heapBytes, memory, hangSeconds);
  }

  /** The same with another seed. */
  public RuntimeConfig withSeed(long other) {
    return new RuntimeConfig(procs, gogc, protocol, seconds, other, heapBytes, memory, hangSeconds);
  }

  /** The same with other memory. */
  public RuntimeConfig withMemory(MemoryMode mode) {
    return new RuntimeConfig(procs, gogc, protocol, seconds, seed, heapBytes, mode, hangSeconds);
  }

  /** The same with another patience. */
  public RuntimeConfig withHangSeconds(double patience) {
    return new RuntimeConfig(procs, gogc, protocol, seconds, seed, heapBytes, memory, patience);
  }

  private static void require(boolean holds, String name, Object value, String must) {
    if (!holds) {
      throw new IllegalArgumentException(name + "=" + value + "; must be " + must);
    }
  }
}
