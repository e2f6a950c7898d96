package io.quiesce.explore.java.memory;

import io.quiesce.explore.java.heap.Heap;
import io.quiesce.explore.java.strand.Strands;
import io.quiesce.explore.program.Mode;
import io.quiesce.explore.program.Op;
import io.quiesce.explore.program.Rmw;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.objectweb.asm.Type;

/** Accesses through {@code VarHandle}: every access mode on every kind of variable. */
public final class Handles {
  private final Strands strands;
  private final Memory memory;
  private final Heap heap;
  private final List<Variable> numbered = new ArrayList<>();

  /** The handles of a strands. */
  public Handles(Strands strands, Memory memory) {
    this.strands = strands;
    this.memory = memory;
    this.heap = memory.heap();
  }

  /** A number that stands for a variable, for code that works with offsets. */
  public long number(Variable variable) {
    numbered.add(variable);
    return numbered.size() - 1L;
  }

  /** The variable of a number. */
  public Variable numbered(long number) {
    return numbered.get((int) number);
  }

  /**
   * One access.
   *
   * @param variable what the handle stands for
   * @param object the object or array, or null
   * @param index the index, or -1
   * @param first value to write, or value expected
   * @param second value to write by a compare-and-set
   * @param packed access mode and types at the call, see {@code HandleCalls}
   * @return the result as the call's result type has it
   */
  public long access(
      Variable variable, Object object, int index, long first, long second, int packed, int site) {
    HandleOp op = HandleOp.of(packed & 0xff);
    long a = incoming(variable, first, packed >>> 8 & 0xf);
    long b = incoming(variable, second, packed >>> 12 & 0xf);
    check(variable, object, index);
    boolean weak = op.mode() == Mode.PLAIN || op.mode() == Mode.OPAQUE;
    boolean simple = op.rmw() == null && weak && variable.kind() != Variable.Kind.STATIC;
    long raw;
    if (!strands.tracking() || (simple && isLocal(object))) {
      raw = real(op, variable, object, index, a, b);
    } else {
      raw = tracked(op, variable, location(variable, object, index, site), a, b, site);
    }
    return outgoing(op, variable, raw, packed >>> 16 & 0xf);
  }

  private boolean isLocal(Object object) {
    return memory.isLocal(memory.naming().block(object));
  }

  private static void check(Variable variable, Object object, int index) {
    if (variable.owner() != null) {
      Objects.requireNonNull(object);
      requireInstance(variable, object);
      if (index >= 0 || variable.kind() != Variable.Kind.FIELD) {
        variable.real(object, index);
      }
    }
  }

  private static void requireInstance(Variable variable, Object object) {
    if (!variable.owner().isInstance(object)) {
      throw new ClassCastException(
          object.getClass().getName() + " is no " + variable.owner().getName());
    }
  }

  private int location(Variable variable, Object object, int index, int site) {
    if (variable.kind() == Variable.Kind.STATIC) {
      if (!heap.hasInitial(variable.place())) {
        Object now = variable.real(null, -1);
        heap.initial(variable.place(), bits(variable, now));
      }
      return variable.place();
    }
    int block = (int) memory.encode(object);
    memory.settle(object, block);
    return switch (variable.kind()) {
      case FIELD -> block + variable.place();
      case ELEMENT -> memory.elements.location(object, index);
      default -> view(variable, object, block + 1 + index, index, site);
    };
  }

  private int view(Variable variable, Object object, int location, int index, int site) {
    int width = Type.getType(variable.type()).getSize() * 4;
    if (index % width != 0) {
      throw strands.unmodelled("a view of bytes that is not aligned", site);
    }
    if (!heap.hasInitial(location)) {
      heap.initial(location, bits(variable, variable.real(object, index)));
    }
    return location;
  }

  private long bits(Variable variable, Object value) {
    return variable.type().isPrimitive() ? Values.encode(value) : memory.encode(value);
  }

  /**
   * Whether the user called a weak compare-and-set of the library, which may fail for no reason as
   * it says; where the library retries one by itself, a failure for no reason changes nothing.
   */
  private boolean asksForWeak(int site) {
    String called = strands.sites().get(site).what();
    return called.startsWith("weakCompareAndSet", called.lastIndexOf('.') + 1);
  }

  private long tracked(HandleOp op, Variable variable, int location, long a, long b, int site) {
    Mode mode = op.mode();
    if (isWide(variable) && mode == Mode.PLAIN && op.rmw() == null) {
      return torn(op, location, a, site);
    } else if (isWide(variable)) {
      memory.halves.whole(location, site);
    }
    if (op.shape() == HandleOp.Shape.READ) {
      return memory.read(location, mode, site);
    } else if (op.shape() == HandleOp.Shape.WRITE) {
      memory.write(location, a, mode, site);
      return 0;
    }
    if (mode.releases()) {
      memory.flush();
    }
    int line = strands.site(site);
    boolean library = line != site || strands.sites().get(site).inLibrary();
    Op next = strands.current().op;
    if (op.rmw().comparing()) {
      boolean weak = op.rmw() == Rmw.WEAK_CAS && (!library || asksForWeak(line));
      next.compareAndSet(location, a, b, weak, mode, line);
      long answer = strands.emit(next.of(variable.valueType()));
      return weak || op.shape() == HandleOp.Shape.EXCHANGE ? answer : answer == a ? 1 : 0;
    }
    return strands.emit(next.update(location, op.rmw(), a, mode, line).of(variable.valueType()));
  }

  private static boolean isWide(Variable variable) {
    return variable.sort() == Type.LONG || variable.sort() == Type.DOUBLE;
  }

  /** A plain access of 64 bits. */
  private long torn(HandleOp op, int location, long value, int site) {
    if (op.shape() == HandleOp.Shape.READ) {
      return memory.readAt(location, Memory.WIDE, site);
    }
    memory.writeAt(location, value, Memory.WIDE, site);
    return 0;
  }

  /** The same on the real variable, for code that only one thread can see. */
  private long real(HandleOp op, Variable variable, Object object, int index, long a, long b) {
    long before = bits(variable, variable.real(object, index));
    boolean comparing = op.rmw() != null && op.rmw().comparing();
    boolean writes = op.shape() != HandleOp.Shape.READ && !(comparing && before != a);
    if (writes) {
      long after =
          op.rmw() == null ? a : op.rmw().apply(variable.valueType(), before, comparing ? b : a);
      if (object != null && strands.tracking()) {
        memory.touch(object, memory.naming().block(object));
      }
      variable.real(object, index, Values.decode(after, variable.type(), heap));
    }
    return switch (op.shape()) {
      case COMPARE_AND_SET, WEAK_COMPARE_AND_SET -> before == a ? 1 : 0;
      default -> before;
    };
  }

  private long incoming(Variable variable, long bits, int from) {
    boolean boxed = from == Type.OBJECT && variable.type().isPrimitive();
    if (boxed) {
      return Values.encode(heap.object((int) bits));
    }
    boolean primitive = from != Type.VOID && variable.type().isPrimitive();
    return primitive ? Values.convert(bits, from, variable.sort()) : bits;
  }

  private long outgoing(HandleOp op, Variable variable, long bits, int to) {
    boolean truth =
        op.shape() == HandleOp.Shape.COMPARE_AND_SET
            || op.shape() == HandleOp.Shape.WEAK_COMPARE_AND_SET;
    if (truth || to == Type.VOID || !variable.type().isPrimitive()) {
      return bits;
    } else if (to == Type.OBJECT) {
      return memory.encode(Values.decode(bits, variable.type(), heap));
    }
    return Values.convert(bits, variable.sort(), to);
  }
}
