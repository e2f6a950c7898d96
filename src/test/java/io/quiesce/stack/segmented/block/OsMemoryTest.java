package io.quiesce.stack.segmented.block;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

/** Memory of the OS: mapping, faults, the limit, the figure. */
final class OsMemoryTest {
  private final OsMemory os = new OsMemory(3 * 8192);

  @Test
  void sysAlloc_mapsZeroedMemoryAndAccountsIt() {
    long a = os.sysAlloc(16384);
    os.putLong(a + 16376, 7);

    assertThat(os.getLong(a)).isZero();
    assertThat(os.getLong(a + 16376)).isEqualTo(7);
    assertThat(os.stacksSys()).isEqualTo(16384);
    assertThat(os.mappedBytes(a)).isEqualTo(16384);
    assertThat(os.mappedBytes(a + 8192)).isZero();
  }

  @Test
  void sysAlloc_beyondTheLimit_isZeroAndChangesNothing() {
    os.sysAlloc(16384);

    assertThat(os.sysAlloc(16384)).isZero();
    assertThat(os.stacksSys()).isEqualTo(16384);
    assertThat(os.sysAlloc(8192)).isNotZero();
  }

  @Test
  void sysFree_unmapsForEver() {
    long a = os.sysAlloc(16384);
    os.sysFree(a);

    assertThat(os.stacksSys()).isZero();
    assertThatThrownBy(() -> os.getLong(a + 8192))
        .isInstanceOf(SegmentMemoryException.class)
        .hasMessageContaining(Long.toHexString(a + 8192));
    assertThatThrownBy(() -> os.sysFree(a)).isInstanceOf(SegmentMemoryException.class);
    assertThat(os.sysAlloc(16384)).isNotEqualTo(a);
  }

  @Test
  void sysFree_middleOfAMapping_isAnErrorAndChangesNothing() {
    long a = os.sysAlloc(16384);

    assertThatThrownBy(() -> os.sysFree(a + 8192)).isInstanceOf(SegmentMemoryException.class);
    assertThatThrownBy(() -> os.sysAlloc(100)).isInstanceOf(IllegalArgumentException.class);
    assertThat(os.contains(a + 8192)).isTrue();
    assertThat(os.contains(a + 16384)).isFalse();
  }

  @Test
  void mark_isKeptPerGranule() {
    long a = os.sysAlloc(8192);
    os.setMark(a + 2048, (byte) 3);

    assertThat(os.mark(a)).isZero();
    assertThat(os.mark(a + 4095)).isEqualTo((byte) 3);
  }
}
