package io.quiesce.heap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quiesce.heap.memory.HeapAddress;
import io.quiesce.heap.memory.MemoryMode;
import io.quiesce.heap.span.SpanAllocType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Geometry and the numbers that the heap shares with Go. */
final class HeapConfigTest {
  @ParameterizedTest
  @CsvSource({
    "0, 1, 512, maxBytes",
    "4194303, 1, 512, maxBytes",
    "-4194304, 1, 512, maxBytes",
    "4194304, -1, 512, procs",
    "4194304, 0, 0, arenaPages",
    "4194304, 0, 256, arenaPages",
    "4194304, 0, 1536, arenaPages"
  })
  void newConfig_badValue_isNamed(long maxBytes, int procs, int arenaPages, String name) {
    assertThatThrownBy(() -> new HeapConfig(maxBytes, procs, arenaPages, MemoryMode.NONE))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(name);
  }

  @Test
  void withers_changeOneValueEach() {
    HeapConfig config =
        HeapConfig.of(1 << 22, 3)
            .withArenaPages(1024)
            .withMaxBytes(1 << 23)
            .withMemory(MemoryMode.POISON);

    assertThat(config).isEqualTo(new HeapConfig(1 << 23, 3, 1024, MemoryMode.POISON));
    assertThat(config.maxPages()).isEqualTo(1024);
    assertThat(HeapConfig.tiny(2)).isEqualTo(new HeapConfig(1 << 22, 2, 512, MemoryMode.NONE));
  }

  @ParameterizedTest
  @CsvSource({"HEAP, 0", "STACK, 1", "PTR_SCALAR_BITS, 2", "WORK_BUF, 3"})
  void spanAllocType_code_isGosNumber(SpanAllocType type, int code) {
    assertThat(type.code()).isEqualTo(code);
    assertThat(SpanAllocType.of(code)).isEqualTo(type);
    assertThat(type.manual()).isEqualTo(type != SpanAllocType.HEAP);
  }

  @Test
  void spanAllocType_unknownCode_isAnError() {
    assertThatThrownBy(() -> SpanAllocType.of(4)).hasMessageContaining("code 4");
    assertThatThrownBy(() -> SpanAllocType.of(-1)).hasMessageContaining("code -1");
  }

  @Test
  void heapAddress_pages_areWhereGoPutsItsFirstArena() {
    assertThat(HeapAddress.of(0)).isEqualTo(0xc000000000L);
    assertThat(HeapAddress.page(0xc000082000L)).isEqualTo(65);
    assertThat(HeapAddress.page(0)).isNegative();
  }
}
