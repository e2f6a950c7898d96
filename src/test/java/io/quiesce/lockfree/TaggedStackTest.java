package io.quiesce.lockfree;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quiesce.heap.Race;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The stack alone: order, detaching, the tag, and conservation of ids under contention. */
@Timeout(20)
final class TaggedStackTest {
  private static final class Table implements TaggedStack.Links {
    private final AtomicIntegerArray next;
    private Runnable beforeRead = () -> {};

    Table(int size) {
      next = new AtomicIntegerArray(size);
    }

    /** Runs once, at the next read of a link. */
    void interrupt(Runnable body) {
      beforeRead =
          () -> {
            beforeRead = () -> {};
            body.run();
          };
    }

    @Override
    public int next(int id) {
      int link = next.getOpaque(id);
      beforeRead.run();
      return link;
    }

    @Override
    public void setNext(int id, int link) {
      next.setOpaque(id, link);
    }
  }

  private final Table links = new Table(64);
  private final TaggedStack stack = new TaggedStack(links);

  @Test
  void pop_afterPushes_isLastInFirstOut() {
    stack.push(3);
    stack.push(0);
    stack.push(7);

    assertThat(stack.peek()).isEqualTo(7);
    assertThat(List.of(stack.pop(), stack.pop(), stack.pop(), stack.pop()))
        .containsExactly(7, 0, 3, TaggedStack.NIL);
    assertThat(stack.isEmpty()).isTrue();
  }

  @Test
  void push_negativeId_isAnErrorAndChangesNothing() {
    stack.push(1);

    assertThatThrownBy(() -> stack.push(TaggedStack.NIL))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("-1");

    assertThat(stack.pop()).isEqualTo(1);
  }

  @Test
  void detachAll_ofThree_yieldsTheChainAndEmptiesTheStack() {
    stack.push(1);
    stack.push(2);
    stack.push(3);

    List<Integer> chain = new ArrayList<>();
    for (int id = stack.detachAll(); id != TaggedStack.NIL; id = links.next(id)) {
      chain.add(id);
    }

    assertThat(chain).containsExactly(3, 2, 1);
    assertThat(stack.detachAll()).isEqualTo(TaggedStack.NIL);
    assertThat(stack.pop()).isEqualTo(TaggedStack.NIL);
  }

  @Test
  void pop_delayedWhileItsTopWasPoppedAndPushedAgain_doesNotUseTheStaleLink() {
    stack.push(1);
    stack.push(2);
    // the pop below has read head 2 and link 1 when this runs: 1 leaves, 2 comes back
    links.interrupt(
        () -> {
          stack.pop();
          stack.pop();
          stack.push(2);
        });

    assertThat(stack.pop()).isEqualTo(2);

    assertThat(stack.pop()).as("1 left the stack and may not return").isEqualTo(TaggedStack.NIL);
  }

  @Test
  void pop_delayedWhileTheStackWasDetachedAndItsTopPushedAgain_doesNotUseTheStaleLink() {
    stack.push(1);
    stack.push(2);
    links.interrupt(
        () -> {
          stack.detachAll();
          stack.push(2);
        });

    assertThat(stack.pop()).isEqualTo(2);

    assertThat(stack.pop()).as("1 is owned by who detached it").isEqualTo(TaggedStack.NIL);
  }

  @Test
  void pop_delayedWhileItsTopCameBackAnyNumberOfTimes_doesNotUseTheStaleLink() {
    for (int pushes = 1; pushes <= 256; pushes++) {
      int times = pushes;
      stack.push(1);
      stack.push(2);
      links.interrupt(
          () -> {
            stack.pop();
            stack.pop();
            for (int i = 1; i < times; i++) {
              stack.push(2);
              stack.pop();
            }
            stack.push(2);
          });

      assertThat(stack.pop()).isEqualTo(2);
      assertThat(stack.pop()).as("after " + times + " pushes").isEqualTo(TaggedStack.NIL);
    }
  }

  @Test
  void pop_idsOfAnySize_areWhatWasPushed() {
    Map<Integer, Integer> wide = new HashMap<>();
    TaggedStack any =
        new TaggedStack(
            new TaggedStack.Links() {
              @Override
              public int next(int id) {
                return wide.get(id);
              }

              @Override
              public void setNext(int id, int next) {
                wide.put(id, next);
              }
            });
    int[] ids = {0, 1 << 15, 1 << 23, (1 << 24) + 1, 1 << 30, Integer.MAX_VALUE};
    for (int id : ids) {
      any.push(id);
    }

    for (int i = ids.length - 1; i >= 0; i--) {
      assertThat(any.pop()).isEqualTo(ids[i]);
    }
    assertThat(any.pop()).isEqualTo(TaggedStack.NIL);
  }

  @Test
  void threads_poppingAndPushingFewIds_neverShareAnId() {
    int ids = 4;
    AtomicIntegerArray owners = new AtomicIntegerArray(ids);
    int[] contents = new int[ids];
    for (int id = 0; id < ids; id++) {
      stack.push(id);
    }

    Race.Body body =
        () -> {
          for (int i = 0; i < 60_000; i++) {
            int id = stack.pop();
            if (id != TaggedStack.NIL) {
              assertThat(owners.incrementAndGet(id)).as("owners of id " + id).isEqualTo(1);
              contents[id]++;
              owners.decrementAndGet(id);
              stack.push(id);
            }
          }
        };
    Race.run(body, body, () -> detachAndPushBack(owners));

    List<Integer> left = new ArrayList<>();
    for (int id = stack.pop(); id != TaggedStack.NIL; id = stack.pop()) {
      left.add(id);
    }
    assertThat(left).containsExactlyInAnyOrder(0, 1, 2, 3);
  }

  private void detachAndPushBack(AtomicIntegerArray owners) {
    for (int i = 0; i < 20_000; i++) {
      int id = stack.detachAll();
      while (id != TaggedStack.NIL) {
        int next = links.next(id);
        assertThat(owners.incrementAndGet(id)).as("owners of id " + id).isEqualTo(1);
        owners.decrementAndGet(id);
        stack.push(id);
        id = next;
      }
    }
  }
}
