package io.quiesce.gc.work;

import static org.assertj.core.api.Assertions.assertThat;

import io.quiesce.oracle.WorkOracle;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/**
 * Any sequence of operations of two Ps: no pointer is lost or doubled (W4), the buffers stay where
 * they belong (W1 to W3, W6), and whoever made work visible says so (W8).
 */
class GcWorkProperties {
  private static final int KINDS = 8;

  @Property(tries = 200)
  void operations_anyOrder_keepEveryPointer(
      @ForAll @Size(max = 100) List<@IntRange(min = 0, max = 2 * KINDS - 1) Integer> operations) {
    Play play = new Play();
    for (int op : operations) {
      play.step(op / 2, op % 2 == 0 ? play.lab.work0 : play.lab.work1);
    }
  }

  /** One sequence, with what must be in the buffers. */
  private static final class Play {
    private final WorkLab lab = WorkLab.small();
    private final Map<Long, Integer> model = new HashMap<>();
    private long next = 1;

    private void step(int kind, GcWork work) {
      Set<WorkBuf> before = new HashSet<>(lab.bufs.fullBufs());
      boolean flag = work.flushedWork();
      apply(kind, work);
      Set<WorkBuf> added = new HashSet<>(lab.bufs.fullBufs());
      added.removeAll(before);
      if (!added.isEmpty()) {
        assertThat(work.flushedWork()).as("W8: operation %d put %s", kind, added).isTrue();
      } else if (kind == 3 || kind == 4) {
        assertThat(work.flushedWork()).as("a get flushes nothing").isEqualTo(flag);
      }
      lab.check();
      assertThat(WorkOracle.contents(lab.bufs)).as("W4").isEqualTo(model);
    }

    private void apply(int kind, GcWork work) {
      switch (kind) {
        case 0, 1 -> work.put(lab.m0, made());
        case 2 -> {
          long[] objs = {made(), made(), made(), made(), made(), made(), made(), made(), made()};
          work.putBatch(lab.m0, objs, 0, objs.length);
        }
        case 3 -> took(work.tryGet(lab.m0));
        case 4 -> took(work.tryGetFast());
        case 5 -> work.balance(lab.m0);
        case 6 -> work.dispose();
        default -> work.takeFlushedWork();
      }
    }

    private long made() {
      model.put(next, 1);
      return next++;
    }

    private void took(long pointer) {
      if (pointer != 0) {
        assertThat(model.remove(pointer)).as("W4: got %d", pointer).isNotNull();
      }
    }
  }
}
