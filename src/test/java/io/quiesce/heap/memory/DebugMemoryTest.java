package io.quiesce.heap.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** The two modes that reveal a use after free. */
final class DebugMemoryTest {
  private static final long PAGE = HeapAddress.PAGE_BYTES;
  private static final long BASE = HeapAddress.BASE;

  @Nested
  final class Poisoned {
    private final Memory memory = Memory.of(MemoryMode.POISON, HeapAddress.CHUNK_BYTES);

    @BeforeEach
    void handOutAndTakeBack() {
      assertThat(memory.commit(BASE, HeapAddress.CHUNK_BYTES)).isTrue();
      memory.handOut(BASE, 2 * PAGE, true);
      memory.fill(BASE, 2 * PAGE, (byte) 7);
      memory.takeBack(BASE, 2 * PAGE);
    }

    @Test
    void takeBack_overwritesTheContents() {
      assertThat(memory.mismatch(BASE, 2 * PAGE, PoisonedMemory.POISON)).isEqualTo(-1);
    }

    @Test
    void handOut_afterAWriteToFreedMemory_namesTheByte() {
      memory.putByte(BASE + PAGE + 5, (byte) 1);

      assertThatThrownBy(() -> memory.handOut(BASE, 2 * PAGE, false))
          .isInstanceOf(PoisonException.class)
          .hasMessageContaining("byte 0xc000002005 is 0x01, expected 0xfd");
    }

    @Test
    void handOut_freshPageThatSomebodyWrote_isAnError() {
      memory.putByte(BASE + 4 * PAGE, (byte) 1);

      assertThatThrownBy(() -> memory.handOut(BASE + 4 * PAGE, PAGE, false))
          .isInstanceOf(PoisonException.class)
          .hasMessageContaining("expected 0x00");
    }

    @Test
    void handOut_usedPageAsZeroed_isAnError() {
      assertThatThrownBy(() -> memory.handOut(BASE, PAGE, true))
          .isInstanceOf(PoisonException.class)
          .hasMessageContaining("Z1");
    }

    @Test
    void handOut_heldPage_isAnError() {
      memory.handOut(BASE, PAGE, false);

      assertThatThrownBy(() -> memory.handOut(BASE, 2 * PAGE, false))
          .isInstanceOf(PoisonException.class)
          .hasMessageContaining("H1");
    }

    @Test
    void takeBack_twice_isAnErrorAndChangesNothing() {
      memory.handOut(BASE, PAGE, false);
      memory.fill(BASE, PAGE, (byte) 7);

      assertThatThrownBy(() -> memory.takeBack(BASE, 2 * PAGE))
          .isInstanceOf(PoisonException.class)
          .hasMessageContaining("no owner");

      assertThat(memory.mismatch(BASE, PAGE, (byte) 7)).isEqualTo(-1);
    }

    @Test
    void release_makesThePagesFreshAgain() {
      memory.release(BASE, 2 * PAGE);

      assertThatCode(() -> memory.handOut(BASE, 2 * PAGE, true)).doesNotThrowAnyException();
    }
  }

  @Nested
  final class Faulting {
    private final Memory memory = Memory.of(MemoryMode.FAULT_ON_FREE, HeapAddress.CHUNK_BYTES);

    @BeforeEach
    void handOut() {
      assertThat(memory.commit(BASE, HeapAddress.CHUNK_BYTES)).isTrue();
      memory.handOut(BASE, 2 * PAGE, true);
    }

    @Test
    void accesses_whileOwned_work() {
      memory.putLong(BASE + 8, 1);
      memory.copy(BASE, BASE + PAGE, PAGE);
      assertThat(memory.getLong(BASE + PAGE + 8)).isEqualTo(1);
    }

    @Test
    void accesses_toFreedPages_areErrors() {
      memory.takeBack(BASE + PAGE, PAGE);

      assertThatThrownBy(() -> memory.getByte(BASE + PAGE))
          .isInstanceOf(MemoryAccessException.class)
          .hasMessageContaining("outlived");
      assertThatThrownBy(() -> memory.putLong(BASE + 2 * PAGE - 8, 1))
          .isInstanceOf(MemoryAccessException.class);
      assertThatThrownBy(() -> memory.copy(BASE, BASE + 1, PAGE))
          .isInstanceOf(MemoryAccessException.class);
      assertThatThrownBy(() -> memory.fill(BASE + PAGE - 1, 2, (byte) 1))
          .isInstanceOf(MemoryAccessException.class);
      assertThat(memory.getByte(BASE + PAGE - 1)).isZero();
    }

    @Test
    void protect_aPart_closesOnlyThatUntilUnprotected() {
      memory.protect(BASE + 2048, 2048);

      assertThatThrownBy(() -> memory.getByte(BASE + 2048))
          .isInstanceOf(MemoryAccessException.class);
      assertThat(memory.getByte(BASE + 2047)).isZero();
      assertThat(memory.getByte(BASE + 4096)).isZero();

      memory.unprotect(BASE + 2048, 2048);
      assertThat(memory.getByte(BASE + 2048)).isZero();
    }

    @Test
    void protect_partOfAGranule_isAnErrorAndChangesNothing() {
      assertThatThrownBy(() -> memory.protect(BASE + 1024, 2048))
          .isInstanceOf(MemoryAccessException.class)
          .hasMessageContaining("2048");
      assertThatThrownBy(() -> memory.protect(BASE - 2048, 2048))
          .isInstanceOf(MemoryAccessException.class)
          .hasMessageContaining("outside");
      assertThat(memory.getByte(BASE + 2048)).isZero();
    }

    @Test
    void release_ofFreedPages_isNotAnAccess() {
      memory.fill(BASE, PAGE, (byte) 3);
      memory.takeBack(BASE, PAGE);
      memory.release(BASE, PAGE);
      memory.handOut(BASE, PAGE, false);

      assertThat(memory.getByte(BASE)).isZero();
    }
  }
}
