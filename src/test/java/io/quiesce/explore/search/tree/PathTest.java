package io.quiesce.explore.search.tree;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

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
}
