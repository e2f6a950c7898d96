package io.quiesce.oracle.cycle;

import io.quiesce.gc.object.span.ObjectSpan;
import io.quiesce.heap.memory.HeapAddress;
import io.quiesce.heap.memory.Memory;
import io.quiesce.runtime.Runtime;
import io.quiesce.runtime.code.CorruptionException;
import io.quiesce.runtime.code.ObjectType;
import io.quiesce.sched.G;
import io.quiesce.sched.UserStack;
import io.quiesce.stack.StackMemory;
import io.quiesce.stack.goroutine.FrameLayout;
import io.quiesce.stack.goroutine.FrameTable;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * What is reachable now, and whether its contents are what they must be; for a stopped world.
 *
 * <p>Roots are the pointer words of all frames, as the headers in the stacks say, and the global
 * variables. An object's pointers are those of the type that its header names.
 */
final class Reachability {
  private final Runtime runtime;
  private final Breaches breaches;
  private final Memory memory;
  private final ObjectSet found = new ObjectSet();
  private final Map<Integer, ObjectType> types = new HashMap<>();
  private long[] open = new long[1024];
  private int size;

  private Reachability(Runtime runtime, Breaches breaches) {
    this.runtime = runtime;
    this.breaches = breaches;
    memory = runtime.heap().memory();
    runtime.types().forEach(type -> types.put(type.number(), type));
  }

  /** All reachable objects; each one that is not an object, or is corrupt, is a breach. */
  static ObjectSet find(Runtime runtime, Breaches breaches) {
    Reachability walk = new Reachability(runtime, breaches);
    runtime.goroutines().alive().forEach(walk::stack);
    for (int i = 0; i < runtime.collector().globals().words(); i++) {
      walk.pointer(runtime.collector().globals().load(i), "global variable " + i);
    }
    while (walk.size > 0) {
      walk.object(walk.open[--walk.size]);
    }
    return walk.found;
  }

  private void stack(G g) {
    UserStack stack = g.stack();
    StackMemory bytes = runtime.stackAllocator().memory();
    FrameTable table = runtime.stacks().frames().table();
    long sp = stack.sp();
    for (long bp = stack.bp(); bp != 0; bp = bytes.getLong(bp)) {
      FrameLayout layout = table.get(bytes.getLong(bp + Long.BYTES));
      for (int word = 0; word < layout.words(); word++) {
        long value = bytes.getLong(sp + (long) word * Long.BYTES);
        if (layout.isPointer(word) && !stack.contains(value)) {
          pointer(value, "word " + word + " of " + layout.name() + " of " + g);
        }
      }
      sp = bp + FrameLayout.HEADER_BYTES;
    }
  }

  private void pointer(long address, String where) {
    if (address == 0) {
      return;
    }
    ObjectSpan span = runtime.collector().objects().map().find(address);
    if (span == null
        || span.indexOf(address) >= span.objects()
        || span.addressOf(span.indexOf(address)) != address
        || !span.isAllocated(span.indexOf(address))) {
      breaches.add(
          where + " points to " + HeapAddress.hex(address) + ", where no object is: " + span);
    } else if (found.add(address)) {
      if (size == open.length) {
        open = Arrays.copyOf(open, 2 * size);
      }
      open[size++] = address;
    }
  }

  private void object(long address) {
    long header = memory.getLong(address);
    ObjectType type = types.get(ObjectType.numberOf(header));
    if (type == null) {
      breaches.add(
          "the reachable object at "
              + HeapAddress.hex(address)
              + " has header "
              + HeapAddress.hex(header)
              + ", which is of no type");
      return;
    }
    try {
      type.verify(memory, address, "something reachable");
    } catch (CorruptionException e) {
      breaches.add(e.getMessage());
    }
    for (int i = 0; i < type.pointers(); i++) {
      int word = ObjectType.FIRST_POINTER + i;
      pointer(
          memory.getLong(address + (long) word * Long.BYTES),
          "word " + word + " of " + type.layout().name() + " at " + HeapAddress.hex(address));
    }
  }
}
