package io.quiesce.explore.java.memory;

import io.quiesce.explore.java.heap.FieldVisitor;
import io.quiesce.explore.java.heap.Heap;
import io.quiesce.explore.java.heap.Naming;
import io.quiesce.explore.java.heap.Tracked;
import io.quiesce.explore.java.strand.Strand;
import io.quiesce.explore.java.strand.Strands;
import io.quiesce.explore.program.Fence;
import io.quiesce.explore.program.Mode;
import io.quiesce.explore.program.Op;

/**
 * Fields: which accesses are operations, and what becomes of memory that only one thread can reach.
 *
 * <p>See J1 to J3 of the package. An <em>access word</em> is a field's offset in its object, or the
 * location of a static field, with bit 30 set if the field is volatile, or bit 29 if it is not and
 * has 64 bits.
 */
public final class Memory {
  /** Bit 30 of an access word. */
  public static final int VOLATILE = 1 << 30;

  /** Bit 29 of an access word: 64 bits and not volatile, so that they may tear. */
  public static final int WIDE = 1 << 29;

  /** The part of an access word that says where. */
  static final int PLACE = WIDE - 1;

  private final Strands strands;
  private final Heap heap;
  private final Naming naming;
  public final Elements elements;
  public final Halves halves;

  /** The memory of a strands. */
  public Memory(Strands strands, Heap heap, Naming naming) {
    this.strands = strands;
    this.heap = heap;
    this.naming = naming;
    this.elements = new Elements(strands, heap, this);
    this.halves = new Halves(strands, heap);
  }

  /** Gives objects their numbers. */
  public Naming naming() {
    return naming;
  }

  /** Where objects are numbered. */
  public Heap heap() {
    return heap;
  }

  /** Forgets one execution. */
  public void restart() {
    elements.restart();
  }

  private static Mode mode(int access) {
    return (access & VOLATILE) == 0 ? Mode.PLAIN : Mode.VOLATILE;
  }

  /** True if an access to this object is none of the search's business. */
  public boolean isLocal(int block) {
    return !heap.isPublished(block);
  }

  /** Reads an instance field; {@code local} says the answer is the real one. */
  public boolean local(Tracked object) {
    return isLocal(naming.block(object));
  }

  /** Reads a field of a published object. */
  public long read(Tracked object, int access, int site) {
    int block = naming.block(object);
    settle(object, block);
    return readAt(block + (access & PLACE), access, site);
  }

  /** A read of what an access word says, at a location. */
  long readAt(int location, int access, int site) {
    if (halves.asked() && (access & WIDE) != 0) {
      return halves.read(location, site);
    }
    return read(location, mode(access), site);
  }

  /** A write of what an access word says, at a location. */
  void writeAt(int location, long value, int access, int site) {
    if (halves.asked() && (access & WIDE) != 0) {
      halves.write(location, value, site);
    } else {
      write(location, value, mode(access), site);
    }
  }

  /** One read. */
  public long read(int location, Mode mode, int site) {
    return strands.emit(strands.current().op.read(location, mode, strands.site(site)));
  }

  /** One write; a releasing one first shows what this thread has written to its own objects. */
  public void write(int location, long value, Mode mode, int site) {
    int line = strands.site(site);
    if (mode.releases()) {
      flush();
    }
    Op op = strands.current().op.write(location, value, mode, line);
    strands.emit(op);
  }

  /** A fence; one that orders writes first shows what this thread has written to its objects. */
  public void fence(Fence fence, int site) {
    if (fence != Fence.ACQUIRE && fence != Fence.LOAD_LOAD) {
      flush();
    }
    strands.emit(strands.current().op.fence(fence, strands.site(site)));
  }

  /** Writes an instance field; true if the real field has to be written instead. */
  public boolean write(Tracked object, long value, int access, int site) {
    int block = naming.block(object);
    settle(object, block);
    writeAt(block + (access & PLACE), value, access, site);
    return false;
  }

  /** Whether a write goes to the real field; notes it. */
  public boolean writesLocally(Tracked object) {
    int block = naming.block(object);
    if (!isLocal(block)) {
      return false;
    }
    touch(object, block);
    return true;
  }

  /** Notes that an unpublished object is about to change. */
  public void touch(Object object, int block) {
    Strand strand = strands.current();
    if (strand.isInLoop()) {
      strand.changed(heap.nameOf(block).ordinal());
    }
    if (heap.dirty(block)) {
      strand.dirty.add(object);
    }
  }

  /** Learns the initial values of an object that was there before the threads. */
  public void settle(Object object, int block) {
    if (!heap.settle(block) && heap.isPrebuilt(block) && object instanceof Tracked tracked) {
      tracked.q$visit(new Settling(block));
    }
  }

  /** Reads a static field; {@code now} is what the real one holds. */
  public long readStatic(long now, int access, int site) {
    int location = access & PLACE;
    initialStatic(location, now);
    return readAt(location, access, site);
  }

  /** Writes a static field. */
  public void writeStatic(long now, long value, int access, int site) {
    int location = access & PLACE;
    initialStatic(location, now);
    writeAt(location, value, access, site);
  }

  private void initialStatic(int location, long now) {
    if (!heap.hasInitial(location)) {
      heap.initial(location, now);
    }
  }

  /** The number of an object; publishes it. */
  public long encode(Object object) {
    if (object == null) {
      return 0;
    }
    int block = naming.block(object);
    if (!heap.isPublished(block)) {
      publish(object, block);
    }
    return block;
  }

  private void publish(Object object, int block) {
    Strand strand = strands.current();
    heap.publish(object, block, strand.index == Strand.PERMANENT);
    if (strand.isThread() && !heap.isPrebuilt(block)) {
      boolean leaks = strand.isConstructing(object);
      if (leaks) {
        heap.leak(block);
      }
      heap.settle(block);
      show(object, new Publication(strands, this, block, leaks));
    }
  }

  /** Shows the fields or elements of an object. */
  public void show(Object object, FieldVisitor visitor) {
    if (object instanceof Tracked tracked) {
      tracked.q$visit(visitor);
    } else if (object.getClass().isArray()) {
      elements.visit(object, visitor);
    }
  }

  /**
   * Before a release: writes what this thread has put into objects that it has not published, since
   * it may publish them later by a plain write.
   */
  public void flush() {
    Strand strand = strands.current();
    while (!strand.dirty.isEmpty()) {
      Object object = strand.dirty.remove(strand.dirty.size() - 1);
      int block = naming.block(object);
      heap.clean(block);
      if (!heap.isPublished(block)) {
        show(object, new Publication(strands, this, block, false));
      }
    }
  }

  /** The end of a constructor: what its final fields refer to is frozen, see J3. */
  public void freeze(Object object) {
    Strand strand = strands.current();
    if (!strand.isThread()) {
      return;
    }
    strand.endConstructing(object);
    if (object instanceof Tracked tracked && !heap.isPublished(naming.block(tracked))) {
      tracked.q$visit(new Freezing(this, heap));
    }
  }

  /** Takes over what a prebuilt object holds as initial values. */
  private final class Settling implements FieldVisitor {
    private final int block;

    Settling(int block) {
      this.block = block;
    }

    @Override
    public void field(int access, long value, boolean isFinal) {
      heap.initial(block + (access & PLACE), value);
    }

    @Override
    public void field(int access, Object value, boolean isFinal) {
      int location = block + (access & PLACE);
      heap.initial(location, value == null ? 0 : naming.prebuilt(value, location));
    }
  }
}
