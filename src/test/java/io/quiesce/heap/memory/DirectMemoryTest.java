package io.quiesce.heap.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Real bytes: contents, chunk borders, overlapping copies, and addresses without bytes. */
final class DirectMemoryTest {
  private static final long CHUNK = HeapAddress.CHUNK_BYTES;
  private static final long BORDER = HeapAddress.BASE + CHUNK;

  private final Memory memory = Memory.of(MemoryMode.REAL, 3 * CHUNK);

  @BeforeEach
  void commitTwoChunks() {
    assertThat(memory.commit(HeapAddress.BASE, 2 * CHUNK)).isTrue();
  }

  @Test
  void freshBytes_areZero() {
    assertThat(memory.mismatch(HeapAddress.BASE, 2 * CHUNK, (byte) 0)).isEqualTo(-1);
  }

  @Test
  void commit_again_keepsTheContents() {
    memory.putLong(BORDER, 42);

    assertThat(memory.commit(HeapAddress.BASE, 3 * CHUNK)).isTrue();

    assertThat(memory.getLong(BORDER)).isEqualTo(42);
    assertThat(memory.getLong(BORDER + CHUNK)).isZero();
  }

  @Test
  void fill_acrossTheBorder_setsExactlyTheRange() {
    memory.fill(BORDER - 13, 29, (byte) 0x5a);

    assertThat(memory.mismatch(BORDER - 13, 29, (byte) 0x5a)).isEqualTo(-1);
    assertThat(memory.getByte(BORDER - 14)).isZero();
    assertThat(memory.getByte(BORDER + 16)).isZero();
  }

  @ParameterizedTest
  @ValueSource(longs = {-17, -1, 0, 5, 8})
  void mismatch_oneOtherByte_isFound(long at) {
    memory.fill(BORDER - 40, 80, (byte) -3);
    memory.putByte(BORDER + at, (byte) 1);

    assertThat(memory.mismatch(BORDER - 40, 80, (byte) -3)).isEqualTo(BORDER + at);
  }

  @ParameterizedTest
  @ValueSource(longs = {-100, -8, -3, -1, 0, 1, 5, 64, 200})
  void copy_anyDistanceAcrossTheBorder_movesTheBytesAsIfAtOnce(long distance) {
    long from = BORDER - 77;
    byte[] expected = new byte[150];
    for (int i = 0; i < expected.length; i++) {
      expected[i] = (byte) (i * 7 + 1);
      memory.putByte(from + i, expected[i]);
    }

    memory.copy(from, from + distance, expected.length);

    byte[] actual = new byte[expected.length];
    for (int i = 0; i < actual.length; i++) {
      actual[i] = memory.getByte(from + distance + i);
    }
    assertThat(actual).isEqualTo(expected);
  }

  @Test
  void copy_intoUncommittedBytes_isAnErrorAndChangesNothing() {
    memory.fill(BORDER, CHUNK, (byte) 1);
    long to = BORDER + CHUNK - 8;

    assertThatThrownBy(() -> memory.copy(BORDER - 16, to, 16))
        .isInstanceOf(MemoryAccessException.class)
        .hasMessageContaining("copy to");

    assertThat(memory.mismatch(BORDER, CHUNK, (byte) 1)).isEqualTo(-1);
  }

  @ParameterizedTest
  @ValueSource(
      longs = {0, HeapAddress.BASE - 8, BORDER + CHUNK, BORDER + 2 * CHUNK, Long.MIN_VALUE})
  void accesses_withoutBytes_areErrors(long addr) {
    assertThatThrownBy(() -> memory.getLong(addr)).isInstanceOf(MemoryAccessException.class);
    assertThatThrownBy(() -> memory.putByte(addr, (byte) 1))
        .isInstanceOf(MemoryAccessException.class);
    assertThatThrownBy(() -> memory.fill(addr, 16, (byte) 1))
        .isInstanceOf(MemoryAccessException.class);
  }

  @Test
  void longs_offTheirAlignment_areErrors() {
    assertThatThrownBy(() -> memory.putLong(BORDER - 4, 1))
        .isInstanceOf(MemoryAccessException.class)
        .hasMessageContaining("0xc0003ffffc");
  }

  @Test
  void ranges_ofNegativeLength_areErrors() {
    assertThatThrownBy(() -> memory.fill(BORDER, -1, (byte) 1))
        .isInstanceOf(MemoryAccessException.class);
    assertThatThrownBy(() -> memory.copy(BORDER, BORDER + 8, Long.MAX_VALUE))
        .isInstanceOf(MemoryAccessException.class);
  }

  @Test
  void release_zeroesTheBytes() {
    memory.fill(BORDER, 16384, (byte) 9);

    memory.release(BORDER, 8192);

    assertThat(memory.mismatch(BORDER, 8192, (byte) 0)).isEqualTo(-1);
    assertThat(memory.mismatch(BORDER + 8192, 8192, (byte) 9)).isEqualTo(-1);
  }

  @Test
  void noMemory_anyAccess_isAnErrorThatSaysWhatToConfigure() {
    Memory none = Memory.of(MemoryMode.NONE, CHUNK);
    assertThat(none.commit(HeapAddress.BASE, CHUNK)).isTrue();
    none.handOut(HeapAddress.BASE, 8192, true);

    assertThatThrownBy(() -> none.getLong(HeapAddress.BASE))
        .isInstanceOf(MemoryAccessException.class)
        .hasMessageContaining("MemoryMode.REAL");
  }
}
