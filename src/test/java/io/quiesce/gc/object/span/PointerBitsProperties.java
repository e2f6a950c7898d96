package io.quiesce.gc.object.span;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.BitSet;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** Bits of objects of all sizes at all places, against a set of words. */
final class PointerBitsProperties {
  private static final int SPAN_BYTES = 3 * 8192;
  private static final int WORDS = SPAN_BYTES / Long.BYTES;

  @Property(tries = 300)
  void write_manyObjects_equalsABitSetOfWords(
      @ForAll @IntRange(min = 1, max = 200) int elemWords, @ForAll long seed) {
    PointerBits bits = new PointerBits(SPAN_BYTES);
    BitSet model = new BitSet(WORDS);
    SplittableRandom random = new SplittableRandom(seed);
    for (int step = 0; step < 60; step++) {
      int start = random.nextInt(WORDS / elemWords) * elemWords;
      ObjectLayout layout = layout(random, 1 + random.nextInt(elemWords));
      int count = 1 + random.nextInt(elemWords / layout.words());
      bits.write(start, elemWords, layout, count);
      for (int i = 0; i < elemWords; i++) {
        boolean used = i < count * layout.words();
        model.set(start + i, used && layout.isPointer(i % layout.words()));
      }
    }
    for (int i = 0; i < WORDS; i++) {
      assertThat(bits.word(i >> 6) >>> i & 1).as("word " + i).isEqualTo(model.get(i) ? 1 : 0);
    }
  }

  private static ObjectLayout layout(SplittableRandom random, int words) {
    int[] pointers = random.ints(0, words).distinct().limit(1 + random.nextInt(words)).toArray();
    return new ObjectLayout("random", words, pointers);
  }
}
