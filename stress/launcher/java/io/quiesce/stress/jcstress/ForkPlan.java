package io.quiesce.stress.jcstress;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.openjdk.jcstress.Options;
import org.openjdk.jcstress.infra.TestInfo;
import org.openjdk.jcstress.infra.runners.TestConfig;
import org.openjdk.jcstress.os.SchedulingClass;
import org.openjdk.jcstress.vm.CompileMode;
import org.openjdk.jcstress.vm.VMSupport;

/**
 * The forks of one test in order of worth, so that any prefix of them is a sensible run.
 *
 * <p>A fork is a JVM configuration, a compiler for each actor and a placement on CPUs. First come
 * the three that a run should never be without: all actors compiled by C2, the same with C2's
 * randomised scheduling, and all compiled by C1. The others follow. Each test starts at a different
 * one, so that a short run covers over the whole suite what it cannot cover in each test. Forks
 * with biased locking come last: nothing tested here locks. After all of them the sequence starts
 * over with new placements and new random seeds.
 */
final class ForkPlan {
  private static final String BIASED = "-XX:+UseBiasedLocking";

  private final TestInfo test;
  private final List<SchedulingClass> placements;
  private final List<Choice> choices;
  private final int offset;

  private record Choice(VMSupport.Config jvm, int compilers) {}

  /**
   * Plans the forks of {@code test}.
   *
   * @param placements the ways to place its actors on this machine's CPUs; not empty
   * @param offset the number of the test in the run, by which the less important forks are rotated
   */
  ForkPlan(TestInfo test, List<SchedulingClass> placements, int offset) {
    this.test = test;
    this.placements = placements;
    this.offset = offset;
    this.choices = inOrderOfWorth(test.threads(), offset);
  }

  private static List<Choice> inOrderOfWorth(int actors, int offset) {
    List<Choice> first = new ArrayList<>();
    List<Choice> middle = new ArrayList<>();
    List<Choice> last = new ArrayList<>();
    for (VMSupport.Config jvm : VMSupport.getAvailableVMConfigs()) {
      for (int compilers : compilers(actors)) {
        if (jvm.onlyIfC2() && !CompileMode.hasC2(compilers, actors)) {
          continue;
        }
        Choice choice = new Choice(jvm, compilers);
        if (jvm.origArgs().contains(BIASED)) {
          last.add(choice);
        } else if (isUniform(compilers, actors)) {
          first.add(choice);
        } else {
          middle.add(choice);
        }
      }
    }
    first.sort((a, b) -> Integer.compare(b.compilers, a.compilers));
    Collections.rotate(first, -offset);
    Collections.rotate(middle, -offset);
    Collections.rotate(last, -offset);
    first.addAll(middle);
    first.addAll(last);
    return first;
  }

  private static int[] compilers(int actors) {
    return VMSupport.compilerDirectivesAvailable()
        ? CompileMode.casesFor(actors, VMSupport.c1Available(), VMSupport.c2Available())
        : new int[] {CompileMode.UNIFIED};
  }

  /** Whether every actor is compiled, and all by the same compiler. */
  private static boolean isUniform(int compilers, int actors) {
    boolean c1 = true;
    boolean c2 = true;
    for (int actor = 0; actor < actors; actor++) {
      c1 &= CompileMode.isC1(compilers, actor);
      c2 &= CompileMode.isC2(compilers, actor);
    }
    return c1 || c2 || compilers == CompileMode.UNIFIED;
  }

  /** The number of different forks; a longer run repeats them with other seeds. */
  int distinct() {
    return choices.size() * placements.size();
  }

  /** The forks numbered {@code from} (included) to {@code to} (excluded), each as long as given. */
  List<TestConfig> forks(int from, int to, Options length) {
    List<TestConfig> forks = new ArrayList<>();
    for (int i = from; i < to; i++) {
      int round = i / choices.size();
      Choice choice = choices.get(i % choices.size());
      SchedulingClass placement = placements.get((i + round + offset) % placements.size());
      forks.add(new TestConfig(length, test, i, choice.jvm.args(), choice.compilers, placement));
    }
    return forks;
  }
}
