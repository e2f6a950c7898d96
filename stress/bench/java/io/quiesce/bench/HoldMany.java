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
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Thirty-two blocks held at once and then released, so that caches run empty and full: nanoseconds
 * a pair, one method an allocator.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
@State(Scope.Thread)
public class HoldMany {
  private static final int HELD = 32;

  /** The block's size in KiB. */
  @Param({"2", "8", "32"})
  private int kib;

  private final long[] addresses = new long[HELD];
  private final ByteBuf[] buffers = new ByteBuf[HELD];
  private M m;

  /** Gives the thread an M and a P. */
  @Setup
  public void start(AllocateRelease.Shared shared) {
    m = shared.bench.newM();
  }

  /** The stack allocator of this project. */
  @Benchmark
  @OperationsPerInvocation(HELD)
  public long[] quiesce(AllocateRelease.Shared shared) {
    int bytes = kib * 1024;
    for (int i = 0; i < HELD; i++) {
      addresses[i] = shared.bench.stacks.stackalloc(m, bytes);
    }
    for (int i = 0; i < HELD; i++) {
      shared.bench.stacks.stackfree(m, addresses[i], bytes);
    }
    return addresses;
  }

  /** Netty's pooled direct buffers. */
  @Benchmark
  @OperationsPerInvocation(HELD)
  public ByteBuf[] nettyPooled() {
    int bytes = kib * 1024;
    for (int i = 0; i < HELD; i++) {
      buffers[i] = PooledByteBufAllocator.DEFAULT.directBuffer(bytes, bytes);
    }
    for (int i = 0; i < HELD; i++) {
      buffers[i].release();
    }
    return buffers;
  }

  /** {@code malloc} and {@code free}. */
  @Benchmark
  @OperationsPerInvocation(HELD)
  public long[] unsafeMalloc() {
    long bytes = kib * 1024L;
    for (int i = 0; i < HELD; i++) {
      addresses[i] = Malloc.allocate(bytes);
    }
    for (int i = 0; i < HELD; i++) {
      Malloc.free(addresses[i]);
    }
    return addresses;
  }
}
