package io.quiesce.gc.mark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quiesce.heap.memory.HeapAddress;
import io.quiesce.heap.memory.Memory;
import io.quiesce.heap.memory.MemoryMode;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** Programs of random instructions, against a list of bits. */
final class GcProgramProperties {
  private final Memory memory = Memory.of(MemoryMode.REAL, HeapAddress.CHUNK_BYTES);

  @Property(tries = 200)
  void run_randomProgram_writesTheBitsAndNothingElse(@ForAll long seed) {
    memory.commit(HeapAddress.BASE, HeapAddress.CHUNK_BYTES);
    SplittableRandom random = new SplittableRandom(seed);
    GcProgram.Builder builder = GcProgram.builder();
    List<Boolean> model = new ArrayList<>();
    for (int step = 1 + random.nextInt(6); step > 0 && model.size() < 20_000; step--) {
      if (model.isEmpty() || random.nextBoolean()) {
        boolean[] bits = new boolean[1 + random.nextInt(300)];
        for (int i = 0; i < bits.length; i++) {
          bits[i] = random.nextBoolean();
          model.add(bits[i]);
        }
        builder.literal(bits);
      } else {
        int bits = 1 + random.nextInt(model.size());
        int count = 1 + random.nextInt(Math.max(1, 20_000 / bits));
        builder.repeat(bits, count);
        for (long i = (long) bits * count; i > 0; i--) {
          model.add(model.get(model.size() - bits));
        }
      }
    }
    check(builder.build(), model);
  }

  private void check(GcProgram program, List<Boolean> model) {
    assertThat(program.words()).isEqualTo(model.size());
    long end = HeapAddress.BASE + program.bitmapBytes();
    memory.fill(HeapAddress.BASE, program.bitmapBytes() + 1, (byte) 0xa5);
    program.run(memory, HeapAddress.BASE);
    for (int i = 0; i < program.bitmapBytes() * 8; i++) {
      boolean bit = (memory.getByte(HeapAddress.BASE + i / 8) >>> i % 8 & 1) != 0;
      assertThat(bit).as("bit " + i).isEqualTo(i < model.size() && model.get(i));
    }
    assertThat(memory.getByte(end)).isEqualTo((byte) 0xa5);
  }

  @Example
  void builder_badInstructions_areRefused() {
    assertThatThrownBy(() -> GcProgram.builder().literal())
        .hasMessage("a literal needs at least one bit");
    assertThatThrownBy(() -> GcProgram.builder().literal(true).repeat(2, 1))
        .hasMessage("repeat of the last 2 bits, 1 times, after 1 bits");
  }
}
