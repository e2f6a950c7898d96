package io.quiesce.gc.object.span;

import static org.assertj.core.api.Assertions.assertThat;

import io.quiesce.heap.memory.HeapAddress;
import org.junit.jupiter.api.Test;

final class SizeClassesTest {
  @Test
  void of_eachSize_isTheSmallestClassThatHoldsIt() {
    for (int bytes = 1; bytes <= SizeClasses.MAX_SMALL; bytes++) {
      int sizeClass = SizeClasses.of(bytes);
      assertThat(SizeClasses.bytes(sizeClass)).isGreaterThanOrEqualTo(bytes);
      assertThat(SizeClasses.bytes(sizeClass - 1)).isLessThan(bytes);
    }
    assertThat(SizeClasses.of(0)).isEqualTo(1);
  }

  @Test
  void table_isGosTable() {
    assertThat(SizeClasses.SPAN_CLASSES).isEqualTo(136);
    assertThat(new int[] {SizeClasses.bytes(3), SizeClasses.objects(3)}).containsExactly(24, 341);
    assertThat(new int[] {SizeClasses.bytes(45), SizeClasses.pages(45), SizeClasses.objects(45)})
        .containsExactly(4864, 3, 5);
    assertThat(new int[] {SizeClasses.bytes(65), SizeClasses.pages(65), SizeClasses.objects(65)})
        .containsExactly(27264, 10, 3);
    assertThat(new int[] {SizeClasses.bytes(67), SizeClasses.pages(67), SizeClasses.objects(67)})
        .containsExactly(32768, 4, 1);
  }

  @Test
  void table_wasteIsAtMostAnEighth_andSizesGrow() {
    for (int c = 1; c < SizeClasses.COUNT; c++) {
      int span = SizeClasses.pages(c) * HeapAddress.PAGE_BYTES;
      assertThat(SizeClasses.bytes(c)).isGreaterThan(SizeClasses.bytes(c - 1));
      assertThat(span - SizeClasses.objects(c) * SizeClasses.bytes(c))
          .isLessThanOrEqualTo(span / 8);
      assertThat(SizeClasses.objects(c)).isBetween(1, 1024);
    }
  }

  @Test
  void divMagic_eachOffsetInEachSpan_dividesExactly() {
    for (int c = 1; c < SizeClasses.COUNT; c++) {
      long magic = SizeClasses.divMagic(c);
      for (long offset = 0; offset < (long) SizeClasses.pages(c) << 13; offset++) {
        if ((offset * magic) >>> 32 != offset / SizeClasses.bytes(c)) {
          assertThat((offset * magic) >>> 32)
              .as("class " + c + ", offset " + offset)
              .isEqualTo(offset / SizeClasses.bytes(c));
        }
      }
    }
    assertThat(SizeClasses.divMagic(0)).isZero();
  }

  @Test
  void spanClass_isSizeClassAndNoscanBit() {
    assertThat(SizeClasses.spanClass(5, true)).isEqualTo(11);
    assertThat(SizeClasses.sizeClass(11)).isEqualTo(5);
    assertThat(SizeClasses.noscan(11)).isTrue();
    assertThat(SizeClasses.noscan(SizeClasses.spanClass(5, false))).isFalse();
  }
}
