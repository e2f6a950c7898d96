package io.quiesce.gc.assist;

import static org.assertj.core.api.Assertions.assertThat;

import io.quiesce.gc.pace.AssistRatio;
import io.quiesce.sched.G;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Any sequence of parkings, cancels, steals and flushes, against a list and a sum. */
final class CreditServerProperties {
  /** 0 park with a debt, 1 cancel the oldest, 2 steal, 3 flush. */
  record Step(int kind, long amount) {}

  @Provide
  Arbitrary<List<Step>> steps() {
    return Combinators.combine(Arbitraries.of(0, 0, 1, 2, 3, 3), Arbitraries.longs().between(1, 50))
        .as(Step::new)
        .list()
        .ofMaxSize(40);
  }

  /** A parked goroutine of the model. */
  private static final class Parked {
    final G g;
    final Waiter waiter;
    long balance;

    Parked(G g, Waiter waiter, long balance) {
      this.g = g;
      this.waiter = waiter;
      this.balance = balance;
    }
  }

  private final AssistLab lab = new AssistLab();
  private final List<Parked> queue = new ArrayList<>();
  private final List<String> woken = new ArrayList<>();
  private long credit;

  @Property(tries = 500)
  void anySteps_matchTheListAndNobodySleepsBesideCredit(
      @ForAll("steps") List<Step> steps, @ForAll("ratios") AssistRatio ratio) {
    lab.ratio = ratio;
    for (Step step : steps) {
      apply(step);

      assertThat(lab.log).isEqualTo(woken);
      assertThat(lab.assists.credit().available()).isEqualTo(credit);
      assertThat(lab.assists.queue().waiting()).isEqualTo(queue.stream().map(p -> p.g).toList());
      assertThat(queue).allMatch(p -> p.balance == lab.debts.bytes(p.g));
    }
    flush(1);
    assertThat(credit > 0 && !queue.isEmpty()).as("asleep beside credit (A10)").isFalse();
  }

  @Provide
  Arbitrary<AssistRatio> ratios() {
    return Arbitraries.of(
        new AssistRatio(1, 1), new AssistRatio(0.4, 2.5), new AssistRatio(3, 1.0 / 3));
  }

  private void apply(Step step) {
    switch (step.kind()) {
      case 0 -> {
        G g = new G(woken.size() + queue.size());
        lab.debts.add(g, -step.amount());
        queue.add(new Parked(g, lab.assists.queue().enqueue(g), -step.amount()));
      }
      case 1 -> {
        if (!queue.isEmpty()) {
          assertThat(lab.assists.queue().cancel(queue.remove(0).waiter)).isTrue();
        }
      }
      case 2 -> {
        long stolen = Math.min(credit, step.amount());
        assertThat(lab.assists.credit().steal(step.amount())).isEqualTo(stolen);
        credit -= stolen;
      }
      default -> flush(step.amount());
    }
  }

  private void flush(long work) {
    lab.assists.gcFlushBgCredit(lab.m, work);
    long left = work;
    while (left > 0) {
      if (!queue.isEmpty()) {
        left = lab.ratio.workFor(serve(lab.ratio.bytesFor(left)));
      }
      credit += left;
      left = 0;
      if (!queue.isEmpty()) {
        left = credit;
        credit = 0;
      }
    }
  }

  private long serve(long bytes) {
    long left = bytes;
    while (left > 0 && !queue.isEmpty()) {
      Parked first = queue.remove(0);
      first.balance += left;
      left = Math.max(first.balance, 0);
      if (first.balance < 0) {
        queue.add(first);
      } else {
        woken.add("ready " + first.g.id());
      }
    }
    return left;
  }
}
