package io.quiesce.explore.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.quiesce.explore.model.Model;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** How much of a tree is done. */
final class PathTest {
  private final Random random = new Random(5);
  private final Deque<Task> given = new ArrayDeque<>();

  /** Walks a tree of up to seven levels and gives parts of it away at random. */
  private void walk(Path path, int height) {
    if (height == 0) {
      Task rest = random.nextInt(8) == 0 ? path.split() : null;
      if (rest != null) {
        given.add(rest);
      }
      return;
    }
    int children = 1 + height % 3;
    path.enter(children);
    for (int i = 0; i < children && !path.done(); i++) {
      if (path.take()) {
        walk(path, height - 1);
      }
    }
    path.leave();
  }

  @Test
  void shares_ofATreeDividedAmongMany_addUpToTheWhole() {
    given.add(Task.ALL);
    double visited = 0;
    int parts = 0;
    while (!given.isEmpty()) {
      Path path = new Path();
      path.follow(given.poll());
      walk(path, 7);
      path.finish();
      visited += path.visited();
      parts++;
    }

    assertThat(parts).isGreaterThan(5);
    assertThat(visited).isCloseTo(1, within(1e-9));
  }

  /** What is left to do is given away when the limit is reached, so it does not count. */
  @Test
  void share_ofAStoppedSearch_growsWithTheLimit() {
    double[] visited = new double[1];
    double before = 0;
    for (int limit : new int[] {500, 5_000, 20_000, 30_000}) {
      Options options = Options.of(Model.RC11).withLimits(limit, Duration.ZERO);
      Search.of(() -> ParametricTest.fib(4), options)
          .reporting((executions, share) -> visited[0] = share)
          .run();
      assertThat(visited[0]).isGreaterThan(before).isLessThan(1);
      before = visited[0];
    }
    assertThat(30_000 / before).isBetween(30_000.0, 40_000.0);
  }
}
