package io.quiesce.explore.java.memory;

import io.quiesce.explore.java.heap.FieldVisitor;
import io.quiesce.explore.java.strand.Strand;
import io.quiesce.explore.java.strand.Strands;
import io.quiesce.explore.program.Mode;

/**
 * Turns what its creator has put into an object into writes, where the search does not know it yet.
 * The object need not be reachable for others already.
 */
final class Publication implements FieldVisitor {
  private final Strands strands;
  private final Memory memory;
  private final int block;
  private final boolean unfrozen;

  /**
   * Of one object.
   *
   * @param unfrozen whether its constructor is still running, so that its final fields are like any
   *     others
   */
  Publication(Strands strands, Memory memory, int block, boolean unfrozen) {
    this.strands = strands;
    this.memory = memory;
    this.block = block;
    this.unfrozen = unfrozen;
  }

  @Override
  public void field(int access, long value, boolean isFinal) {
    if (isFinal && !unfrozen) {
      return;
    }
    int location = block + (access & ~Memory.VOLATILE);
    if (memory.heap().content(location) != value) {
      memory.heap().content(location, value);
      Mode mode = (access & Memory.VOLATILE) == 0 ? Mode.PLAIN : Mode.VOLATILE;
      Strand strand = strands.current();
      strands.emit(strand.op.write(location, value, mode, strands.site(strand.site)));
    }
  }

  @Override
  public void field(int access, Object value, boolean isFinal) {
    field(access, memory.encode(value), isFinal);
  }
}
