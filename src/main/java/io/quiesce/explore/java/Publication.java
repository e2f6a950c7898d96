package io.quiesce.explore.java;

import io.quiesce.explore.program.Mode;

/**
 * Turns what its creator has put into an object into writes, where the search does not know it yet.
 * The object need not be reachable for others already.
 */
final class Publication implements FieldVisitor {
  private final World world;
  private final int block;
  private final boolean unfrozen;

  /**
   * Of one object.
   *
   * @param unfrozen whether its constructor is still running, so that its final fields are like any
   *     others
   */
  Publication(World world, int block, boolean unfrozen) {
    this.world = world;
    this.block = block;
    this.unfrozen = unfrozen;
  }

  @Override
  public void field(int access, long value, boolean isFinal) {
    if (isFinal && !unfrozen) {
      return;
    }
    int location = block + (access & ~Memory.VOLATILE);
    if (world.heap.content(location) != value) {
      world.heap.content(location, value);
      Mode mode = (access & Memory.VOLATILE) == 0 ? Mode.PLAIN : Mode.VOLATILE;
      Strand strand = world.current();
      world.emit(strand.op.write(location, value, mode, world.site(strand.site)));
    }
  }

  @Override
  public void field(int access, Object value, boolean isFinal) {
    field(access, world.memory.encode(value), isFinal);
  }
}
