package io.quiesce.oracle.cycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quiesce.gc.CycleListener;
import io.quiesce.gc.Protocol;
import io.quiesce.gc.object.span.ObjectSpan;
import io.quiesce.heap.memory.Memory;
import io.quiesce.oracle.OracleException;
import io.quiesce.phase.SystemStack;
import io.quiesce.runtime.RunSummary;
import io.quiesce.runtime.Runtime;
import io.quiesce.runtime.RuntimeConfig;
import io.quiesce.runtime.program.Programs;
import io.quiesce.sched.M;
import java.util.function.LongPredicate;
import org.junit.jupiter.api.Test;

/** The judge finds what is planted just before it looks, and nothing where nothing is planted. */
final class CycleAuditTest {
  /** Plants something while the world is stopped. */
  @FunctionalInterface
  private interface Plant {
    void plant(Runtime runtime, M m);
  }

  private static final Plant NOTHING = (runtime, m) -> {};

  /** Plants before marking in the third cycle, or after marking in the second one. */
  private static final class Planting implements CycleListener {
    private final Runtime runtime;
    private final CycleAudit audit;
    private final Plant before;
    private final Plant after;
    private int starts;

    Planting(Runtime runtime, Plant before, Plant after) {
      this.runtime = runtime;
      this.before = before;
      this.after = after;
      audit = new CycleAudit(runtime);
    }

    @Override
    @SystemStack
    public void starting(M m) {
      if (++starts == 3) {
        before.plant(runtime, m);
      }
      audit.starting(m);
    }

    @Override
    @SystemStack
    public void marked(M m) {
      if (starts == 2) {
        after.plant(runtime, m);
      }
      audit.marked(m);
    }
  }

  private static RunSummary run(Plant before, Plant after) {
    RuntimeConfig config = RuntimeConfig.of(Protocol.RAGGED).withSeconds(3600).withGogc(20);
    return new Runtime(
            config,
            Programs.named("chaos"),
            runtime -> new Planting(runtime, before, after),
            report -> {})
        .run();
  }

  private static long allocated(Runtime runtime, LongPredicate wanted) {
    long[] found = new long[1];
    runtime
        .collector()
        .objects()
        .map()
        .forEach(
            span -> {
              for (int i = 0; i < span.objects() && found[0] == 0; i++) {
                if (span.isAllocated(i) && wanted.test(span.addressOf(i))) {
                  found[0] = span.addressOf(i);
                }
              }
            });
    assertThat(found[0]).isNotZero();
    return found[0];
  }

  private static boolean isMarked(Runtime runtime, long address) {
    ObjectSpan span = runtime.collector().objects().map().find(address);
    return span.isMarked(span.indexOf(address));
  }

  private static void assertViolation(Plant before, Plant after, String message) {
    assertThatThrownBy(() -> run(before, after))
        .isInstanceOf(OracleException.class)
        .hasMessageContaining(message);
  }

  @Test
  void starting_objectThatShouldBeGone_isFound() {
    // an object born since the last cycle is made to look older
    assertViolation(
        (runtime, m) -> {
          Memory memory = runtime.heap().memory();
          long stamp = 2L * runtime.heap().gate().cycle();
          long young = allocated(runtime, a -> (memory.getLong(a) >>> 32 & 0xff_ffff) == stamp);
          memory.putLong(young, memory.getLong(young) - (1L << 32));
        },
        NOTHING,
        "was neither marked nor born since, but not freed");
  }

  @Test
  void marked_reachableObjectThatIsNotMarked_isFound() {
    assertViolation(
        NOTHING,
        (runtime, m) ->
            runtime.collector().globals().store(5, allocated(runtime, a -> !isMarked(runtime, a))),
        "is reachable, but not marked");
  }

  @Test
  void marked_unreachableObjectThatIsMarked_isFound() {
    assertViolation(
        NOTHING,
        (runtime, m) -> {
          long dead = allocated(runtime, a -> !isMarked(runtime, a));
          ObjectSpan span = runtime.collector().objects().map().find(dead);
          assertThat(span.tryMark(span.indexOf(dead))).isTrue();
        },
        "was unreachable when marking began, but is marked");
  }

  @Test
  void marked_contentsOfAReachableObjectChanged_isFound() {
    assertViolation(
        NOTHING,
        (runtime, m) -> {
          Memory memory = runtime.heap().memory();
          long table = runtime.collector().globals().load(0);
          memory.putLong(table, memory.getLong(table) ^ 1L << 62);
        },
        "which is of no type");
  }

  @Test
  void starting_stackThatNobodyHas_isFound() {
    assertViolation(
        (runtime, m) -> {
          long leaked = m.systemstack(() -> runtime.stackAllocator().stackalloc(m, 2048));
          assertThat(leaked).isNotZero();
        },
        NOTHING,
        "is leaked");
  }

  @Test
  void starting_pointerToAFreedObject_isFound() {
    assertViolation(
        (runtime, m) -> runtime.collector().globals().store(5, 0xc000_0000_10L),
        NOTHING,
        "where no object is");
  }
}
