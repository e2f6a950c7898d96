package io.quiesce.bench;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.PooledByteBufAllocator;
import io.quiesce.sched.M;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * One block allocated and released at once, the pattern of a stack that lives shortly: nanoseconds
 * a pair, one method an allocator.
 *
 * <p>Memory is not touched by any of them: what is compared is the allocator. Each method returns
 * what it got, so that the pair cannot be optimised away.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
@State(Scope.Thread)
public class AllocateRelease {
  private static final int KIB = 1024;

  /** The block's size in KiB. */
  @Param({"2", "4", "8", "16", "32", "64", "128", "256"})
  private int kib;

  /** One allocator for all threads, each of which runs a P of its own. */
  @State(Scope.Benchmark)
  public static class Shared {
    final StackBench bench = new StackBench();
  }

  /** The M of this thread, on its system stack as in the runtime's own calls. */
  @State(Scope.Thread)
  public static class Machine {
    M m;

    /** Gives the thread an M and a P. */
    @Setup
    public void start(Shared shared) {
      m = shared.bench.newM();
    }
  }

  /** The stack allocator of this project: per-P caches up to 16 KiB, a span each above. */
  @Benchmark
  public long quiesce(Shared shared, Machine machine) {
    int bytes = kib * KIB;
    long lo = shared.bench.stacks.stackalloc(machine.m, bytes);
    shared.bench.stacks.stackfree(machine.m, lo, bytes);
    return lo;
  }

  /** Netty's pooled direct buffers: thread-local caches over arenas. */
  @Benchmark
  public ByteBuf nettyPooled() {
    int bytes = kib * KIB;
    ByteBuf buffer = PooledByteBufAllocator.DEFAULT.directBuffer(bytes, bytes);
    buffer.release();
    return buffer;
  }

  /** {@code malloc} and {@code free}. */
  @Benchmark
  public long unsafeMalloc() {
    long address = Malloc.allocate((long) kib * KIB);
    Malloc.free(address);
    return address;
  }
}
