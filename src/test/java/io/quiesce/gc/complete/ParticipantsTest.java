package io.quiesce.gc.complete;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

/** The participants' word: every step and every refusal. */
final class ParticipantsTest {
  private final Participants all = new Participants();

  private long quiet() {
    all.start(2);
    return all.word();
  }

  @Test
  void new_isClosedForNobody() {
    assertThat(all.isClosed()).isTrue();
    assertThat(all.tryEnter()).isFalse();
    assertThat(Participants.isCandidate(all.word())).isFalse();
  }

  @Test
  void start_closed_opensWithNobodyActive() {
    all.start(3);

    assertThat(all.isClosed()).isFalse();
    assertThat(all.active()).isZero();
    assertThat(all.nproc()).isEqualTo(3);
    assertThat(all.nwait()).isEqualTo(3);
  }

  @Test
  void start_open_isAnErrorAndChangesNothing() {
    long before = quiet();

    assertThatThrownBy(() -> all.start(2))
        .isInstanceOf(CompletionException.class)
        .hasMessageContaining("participants (open, 0 of 2 active, version 1)");
    assertThat(all.word()).isEqualTo(before);
  }

  @Test
  void start_impossibleNumber_isAnError() {
    assertThatThrownBy(() -> all.start(0)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> all.start(Participants.MAX_PROC + 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("65536");
  }

  @Test
  void start_theMost_isPossible() {
    all.start(Participants.MAX_PROC);

    assertThat(all.nproc()).isEqualTo(Participants.MAX_PROC);
    assertThat(all.tryEnter()).isTrue();
    assertThat(all.nwait()).isEqualTo(Participants.MAX_PROC - 1);
  }

  @Test
  void enter_thenLeave_isACandidateAndAnotherVersion() {
    long before = quiet();

    assertThat(all.tryEnter()).isTrue();
    assertThat(all.nwait()).isEqualTo(1);
    long after = all.leave();

    assertThat(Participants.isCandidate(after)).isTrue();
    assertThat(after).isNotEqualTo(before).isEqualTo(all.word());
  }

  @Test
  void leave_notTheLast_isNoCandidate() {
    quiet();
    all.tryEnter();
    all.tryEnter();

    assertThat(Participants.isCandidate(all.leave())).isFalse();
    assertThat(Participants.isCandidate(all.leave())).isTrue();
  }

  @Test
  void leave_ofNobody_isAnErrorAndChangesNothing() {
    long before = quiet();

    assertThatThrownBy(all::leave)
        .isInstanceOf(CompletionException.class)
        .hasMessageContaining("nobody takes part");
    assertThat(all.word()).isEqualTo(before);
  }

  @Test
  void enter_beyondNproc_isAnErrorAndChangesNothing() {
    quiet();
    all.tryEnter();
    all.tryEnter();
    long before = all.word();

    assertThatThrownBy(all::tryEnter)
        .isInstanceOf(CompletionException.class)
        .hasMessageContaining("2 of 2 active");
    assertThat(all.word()).isEqualTo(before);
  }

  @Test
  void close_sameWord_closesForEverybody() {
    long seen = quiet();

    assertThat(all.close(seen)).isTrue();
    assertThat(all.isClosed()).isTrue();
    assertThat(all.tryEnter()).isFalse();
    assertThat(all.close(seen)).isFalse();
    assertThat(all.nproc()).isEqualTo(2);
  }

  @Test
  void close_somebodyCameAndWent_isRefused() {
    long seen = quiet();
    all.tryEnter();
    all.leave();

    assertThat(all.close(seen)).isFalse();
    assertThat(all.isClosed()).isFalse();
  }

  @Test
  void close_wordOfNoCandidate_isAnError() {
    quiet();
    all.tryEnter();

    assertThatThrownBy(() -> all.close(all.word())).isInstanceOf(CompletionException.class);
  }

  @Test
  void close_wordOfAnEarlierCycle_isRefused() {
    long seen = quiet();
    all.close(seen);
    all.start(2);

    assertThat(all.close(seen)).isFalse();
  }

  @Test
  void version_2To31Enters_wrapsWithoutTouchingItsNeighbours() {
    all.start(1);
    long word = all.word();
    for (int i = 0; i < 1000; i++) {
      all.tryEnter();
      all.leave();
    }

    assertThat(all.toString()).isEqualTo("participants (open, 0 of 1 active, version 1001)");
    assertThat(Participants.describe(word | (0x7fffffffL << 32))).contains("version 2147483647");
  }
}
