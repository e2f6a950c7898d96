package io.quiesce.explore.java.memory;

import io.quiesce.explore.java.heap.FieldVisitor;
import io.quiesce.explore.java.heap.Heap;

/**
 * Visits an object at the end of its constructor: what the objects in its final fields hold is
 * taken as initial, because every thread that reads the field afterwards is entitled to see it (JLS
 * 17.5.1, dereference chains).
 */
final class Freezing implements FieldVisitor {
  private final Memory memory;
  private final Heap heap;

  Freezing(Memory memory, Heap heap) {
    this.memory = memory;
    this.heap = heap;
  }

  @Override
  public void field(int access, long value, boolean isFinal) {}

  @Override
  public void field(int access, Object value, boolean isFinal) {
    if (isFinal && value != null) {
      fold(value);
    }
  }

  private void fold(Object object) {
    int block = memory.naming().block(object);
    if (!heap.isPublished(block) && !heap.isFolded(block)) {
      memory.show(object, new Folding(block));
    }
  }

  /** Makes the content of one unpublished object initial, and that of what it refers to. */
  private final class Folding implements FieldVisitor {
    private final int block;

    Folding(int block) {
      this.block = block;
    }

    @Override
    public void field(int access, long value, boolean isFinal) {
      int location = block + (access & ~Memory.VOLATILE);
      if (value != 0 && heap.content(location) == 0) {
        heap.fold(block, location, value);
      }
    }

    @Override
    public void field(int access, Object value, boolean isFinal) {
      if (value != null) {
        fold(value);
        field(access, memory.encode(value), isFinal);
      }
    }
  }
}
