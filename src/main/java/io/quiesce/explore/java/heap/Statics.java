package io.quiesce.explore.java.heap;

import io.quiesce.explore.transform.classes.FieldInfo;
import io.quiesce.explore.transform.classes.Locations;
import java.util.HashMap;
import java.util.Map;

/** The locations of static fields; each is a block of its own. */
public final class Statics implements Locations {
  /** The creator in the names of these blocks. */
  public static final int CREATOR = -3;

  private final Heap heap;
  private final Map<String, Integer> byField = new HashMap<>();
  private final Map<Integer, FieldInfo> byLocation = new HashMap<>();

  public Statics(Heap heap) {
    this.heap = heap;
  }

  @Override
  public int of(FieldInfo field) {
    String key = field.owner() + "." + field.name();
    return byField.computeIfAbsent(key, k -> add(field));
  }

  private int add(FieldInfo field) {
    Heap.Name name = new Heap.Name(field.shown(), 0, CREATOR, byField.size(), 1);
    int location = heap.block(name);
    byLocation.put(location, field);
    return location;
  }

  /** The first letter of the descriptor of the field at a location; J for a thread's word. */
  char type(int location) {
    FieldInfo field = byLocation.get(location);
    return field == null ? 'J' : field.descriptor().charAt(0);
  }
}
