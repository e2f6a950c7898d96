package io.quiesce.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quiesce.heap.memory.HeapAddress;
import org.junit.jupiter.api.Test;

/** The ledger: every stack has an entry of its own, and every wrong question gets a no. */
final class StackLedgerTest {
  private static final long BASE = HeapAddress.BASE;
  private static final int BYTES = 2 * HeapAddress.CHUNK_BYTES;

  private final StackLedger ledger = new StackLedger(BASE, BYTES);

  @Test
  void entries_ofAllAddresses_areDistinct() {
    for (long lo = BASE; lo < BASE + BYTES; lo += StackSizes.FIXED_STACK) {
      assertThat(ledger.markAt(lo)).isZero();
      ledger.handOut(lo, 11);
    }
    for (long lo = BASE; lo < BASE + BYTES; lo += StackSizes.FIXED_STACK) {
      ledger.takeBack(lo, 11);
      assertThat(ledger.markAt(lo)).isZero();
    }
  }

  @Test
  void handOut_twice_isAnErrorThatNamesBothSizes() {
    ledger.handOut(BASE, 12);

    assertThatThrownBy(() -> ledger.handOut(BASE, 11))
        .isInstanceOf(StackStateException.class)
        .hasMessageContaining("2048 bytes got 0xc000000000")
        .hasMessageContaining("4096");
    assertThat(ledger.markAt(BASE)).isEqualTo(12);
  }

  @Test
  void takeBack_insideAStackInAnotherPart_findsIt() {
    ledger.handOut(BASE + HeapAddress.CHUNK_BYTES / 2, 22);

    assertThatThrownBy(() -> ledger.takeBack(BASE + HeapAddress.CHUNK_BYTES, 11))
        .hasMessageContaining("inside the stack of 4194304 bytes at 0xc000200000");
  }
}
