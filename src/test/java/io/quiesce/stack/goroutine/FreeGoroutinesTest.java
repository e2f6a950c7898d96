package io.quiesce.stack.goroutine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quiesce.heap.Race;
import io.quiesce.oracle.GoroutineOracle;
import io.quiesce.oracle.StackOracle;
import io.quiesce.phase.SystemStackException;
import io.quiesce.sched.G;
import io.quiesce.sched.GStatus;
import io.quiesce.sched.GoroutineStateException;
import io.quiesce.sched.M;
import io.quiesce.sched.OwnershipException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Dead goroutines: thresholds, stacks of the wrong size, the root job, and many Ms. */
@Timeout(30)
final class FreeGoroutinesTest {
  private final GoroutineLab goroutines = new GoroutineLab();
  private final FreeGoroutines free = goroutines.free;
  private final M m = goroutines.m(0);
  private final List<G> live = Collections.synchronizedList(new ArrayList<>());

  FreeGoroutinesTest() {
    m.enterSystemStack();
  }

  @AfterEach
  void invariants() {
    StackOracle.check(goroutines.lab.stacks);
    GoroutineOracle.check(goroutines.lab.stacks, free, live);
  }

  private G dead(int id, int bytes) {
    return free.malg(m, id, bytes);
  }

  @Test
  void gfput_startingSize_keepsTheStackForTheNextLife() {
    G g = dead(1, 2048);
    long lo = g.stack().lo();
    free.gfput(m, g);

    G again = free.gfget(m);
    again.renumber(2);
    again.cas(GStatus.DEAD, GStatus.RUNNABLE);
    live.add(again);

    assertThat(again).isSameAs(g).hasToString("goroutine 2");
    assertThat(again.stack().lo()).isEqualTo(lo);
    assertThat(again.stack().sp()).isEqualTo(again.stack().hi());
    assertThat(again.stack().guard()).isEqualTo(lo + GoroutineStacks.GUARD);
  }

  @Test
  void gfput_grownStack_freesIt_andGfgetGivesANewOne() {
    G g = dead(1, 8192);
    free.gfput(m, g);
    assertThat(g.stack().lo()).isZero();
    assertThat(goroutines.lab.stacks.cacheBytes(0, 2)).isEqualTo(16384);

    assertThat(free.gfget(m)).isSameAs(g);

    assertThat(g.stack().size()).isEqualTo(2048);
    free.gfput(m, g);
  }

  @Test
  void gfget_afterTheStartingSizeChanged_replacesTheStack() {
    G g = dead(1, 2048);
    free.gfput(m, g);
    free.setStartingSize(4096);

    assertThat(free.gfget(m).stack().size()).isEqualTo(4096);

    free.gfput(m, g);
    assertThat(g.stack().size()).isEqualTo(4096);
    assertThatThrownBy(() -> free.setStartingSize(3000))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void gfput_the64th_leaves31AndSortsTheRestByStack() {
    for (int i = 1; i <= 63; i++) {
      free.gfput(m, dead(i, i % 2 == 0 ? 2048 : 4096));
    }
    assertThat(free.ofP(0)).hasSize(63);
    assertThat(free.globalCount()).isZero();

    free.gfput(m, dead(64, 2048));

    assertThat(free.ofP(0)).extracting(G::id).startsWith(31L, 30L).hasSize(31);
    assertThat(free.withStack()).extracting(G::id).startsWith(32L, 34L).hasSize(17);
    assertThat(free.withoutStack()).extracting(G::id).startsWith(33L, 35L).hasSize(16);
    assertThat(free.globalCount()).isEqualTo(33);
  }

  @Test
  void gfget_emptyList_refillsTo32PreferringThoseWithStacks() {
    for (int i = 1; i <= 64; i++) {
      free.gfput(m, dead(i, i % 2 == 0 ? 2048 : 4096));
    }
    M other = goroutines.m(1);
    other.enterSystemStack();

    G g = free.gfget(other);

    assertThat(free.ofP(1)).hasSize(31);
    assertThat(free.withStack()).isEmpty();
    assertThat(free.withoutStack()).hasSize(1);
    assertThat(g.stack().size()).isEqualTo(2048);
    free.gfput(other, g);
  }

  @Test
  void gfget_nothingAnywhere_isNull() {
    assertThat(free.gfget(m)).isNull();
  }

  @Test
  void gfpurge_movesAllOfAClaimedP() {
    M other = goroutines.m(1);
    other.enterSystemStack();
    free.gfput(other, dead(1, 2048));
    free.gfput(other, dead(2, 8192));
    assertThatThrownBy(() -> free.gfpurge(m, goroutines.lab.sched.p(1)))
        .isInstanceOf(OwnershipException.class);
    other.releasep();
    assertThat(goroutines.lab.sched.tryClaim(m, goroutines.lab.sched.p(1))).isTrue();

    free.gfpurge(m, goroutines.lab.sched.p(1));

    assertThat(free.ofP(1)).isEmpty();
    assertThat(free.withStack()).extracting(G::id).containsExactly(1L);
    assertThat(free.withoutStack()).extracting(G::id).containsExactly(2L);
  }

  @Test
  void markrootFreeGStacks_freesTheGlobalOnesAndKeepsTheirOrder() {
    for (int i = 1; i <= 64; i++) {
      free.gfput(m, dead(i, 2048));
    }
    List<G> before = free.withStack();
    goroutines.lab.gate.startMark();

    assertThat(free.markrootFreeGStacks(m)).isEqualTo(33);

    assertThat(free.withStack()).isEmpty();
    assertThat(free.withoutStack()).isEqualTo(before);
    assertThat(free.globalCount()).isEqualTo(33);
    assertThat(free.ofP(0)).allMatch(g -> g.stack().size() == 2048);
  }

  @Test
  void wrongUse_isRefusedUnchanged() {
    G g = dead(1, 2048);
    live.add(g);
    g.cas(GStatus.DEAD, GStatus.RUNNABLE);
    assertThatThrownBy(() -> free.gfput(m, g))
        .isInstanceOf(GoroutineStateException.class)
        .hasMessageContaining("goroutine 1: it is RUNNABLE");
    M noP = goroutines.lab.onSystemWithoutP();
    assertThatThrownBy(() -> free.gfget(noP)).isInstanceOf(OwnershipException.class);
    m.leaveSystemStack();
    assertThatThrownBy(() -> free.gfput(m, g)).isInstanceOf(SystemStackException.class);
    assertThatThrownBy(() -> free.gfget(m)).isInstanceOf(SystemStackException.class);
    assertThatThrownBy(() -> free.markrootFreeGStacks(m)).isInstanceOf(SystemStackException.class);
    assertThatThrownBy(() -> free.malg(m, 2, 2048)).isInstanceOf(SystemStackException.class);
    m.enterSystemStack();

    assertThat(free.ofP(0)).isEmpty();
  }

  @Test
  void manyMs_bearingAndBurying_loseNobody() {
    M other = goroutines.m(1);
    other.enterSystemStack();
    AtomicInteger done = new AtomicInteger();
    Race.run(
        () -> live(m, 1, done),
        () -> live(other, 2, done),
        () -> {
          M collector = goroutines.lab.onSystemWithoutP();
          while (done.get() < 2) {
            goroutines.lab.gate.startMark();
            free.markrootFreeGStacks(collector);
            goroutines.lab.gate.startTermination();
            goroutines.lab.gate.finish();
            goroutines.lab.stacks.freeStackSpans(collector);
            Race.pause();
          }
        });

    assertThat(live).hasSizeLessThanOrEqualTo(20);
  }

  private void live(M own, int seed, AtomicInteger done) {
    try {
      SplittableRandom random = new SplittableRandom(seed);
      Deque<G> mine = new ArrayDeque<>();
      for (int i = 0; i < 6_000; i++) {
        int wanted = random.nextInt(200);
        while (mine.size() < wanted) {
          G g = free.gfget(own);
          g = g != null ? g : free.malg(own, i, 2048);
          g.cas(GStatus.DEAD, GStatus.RUNNABLE);
          mine.add(g);
          i++;
        }
        while (mine.size() > wanted) {
          G g = mine.remove();
          g.cas(GStatus.RUNNABLE, GStatus.DEAD);
          free.gfput(own, g);
          i++;
        }
      }
      while (mine.size() > 10) {
        G g = mine.remove();
        g.cas(GStatus.RUNNABLE, GStatus.DEAD);
        free.gfput(own, g);
      }
      live.addAll(mine);
    } finally {
      done.incrementAndGet();
    }
  }
}
