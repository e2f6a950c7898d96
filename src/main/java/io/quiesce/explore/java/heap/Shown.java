package io.quiesce.explore.java.heap;

import io.quiesce.explore.transform.classes.ClassInfo;
import io.quiesce.explore.transform.classes.ClassInfos;
import io.quiesce.explore.transform.classes.FieldInfo;
import io.quiesce.explore.transform.classes.Names;

/** Locations and values in the words of the program's source, for reports. */
public final class Shown {
  private final Heap heap;
  private final ClassInfos infos;
  private final Statics statics;

  /** The words for the objects of one world. */
  public Shown(Heap heap, ClassInfos infos, Statics statics) {
    this.heap = heap;
    this.infos = infos;
    this.statics = statics;
  }

  /** A location, such as {@code Dekker.x}, {@code int[]#1[3]} or {@code monitor of Object#2}. */
  public String location(int location) {
    Heap.Name name = heap.nameOf(location);
    if (name == null) {
      return "location " + location;
    }
    int offset = location - heap.startOf(location);
    if (name.creator() == Statics.CREATOR) {
      return name.kind();
    }
    if (name.creator() == Heap.HALVES) {
      return location(name.ordinal()) + (offset == 0 ? " (high half)" : " (low half)");
    }
    if (offset == 0) {
      return "monitor of " + object(name);
    }
    FieldInfo field = field(location);
    return field != null
        ? object(name) + "." + field.name()
        : object(name).replace("[]", "") + "[" + (offset - 1) + "]";
  }

  private FieldInfo field(int location) {
    Heap.Name name = heap.nameOf(location);
    int offset = location - heap.startOf(location);
    if (name.layout() == 0) {
      return null;
    }
    for (ClassInfo at = infos.byId(name.layout()); at != null; at = at.parent()) {
      for (FieldInfo field : at.fields().values()) {
        if (!field.isStatic() && field.slot() == offset) {
          return field;
        }
      }
    }
    return null;
  }

  private static String object(Heap.Name name) {
    String kind = Names.shown(name.kind()).replaceAll(".*[.]", "");
    String simple =
        kind.equals("PlainObject") ? "Object" : kind.substring(kind.lastIndexOf('$') + 1);
    if (name.creator() >= 0) {
      return simple + "#" + name.creator() + "." + name.ordinal();
    }
    return name.ordinal() <= 0 ? simple : simple + "#" + name.ordinal();
  }

  /** A value, as the type of its location has it. */
  public String value(int location, long value) {
    Heap.Name name = heap.nameOf(location);
    if (name == null) {
      return Long.toString(value);
    }
    char type = type(location, name);
    return switch (type) {
      case 'Z' -> value == 0 ? "false" : "true";
      case 'C' -> "'" + (char) value + "'";
      case 'F' -> Float.toString(Float.intBitsToFloat((int) value));
      case 'D' -> Double.toString(Double.longBitsToDouble(value));
      case 'L', '[' -> reference(value);
      default -> Long.toString(value);
    };
  }

  /** Whether a location holds references; true if in doubt. */
  public boolean isReference(int location) {
    Heap.Name name = heap.nameOf(location);
    return name == null || "ZCFDBSIJ".indexOf(type(location, name)) < 0;
  }

  private char type(int location, Heap.Name name) {
    if (name.creator() == Statics.CREATOR) {
      return statics.type(location);
    }
    if (name.creator() == Heap.HALVES) {
      return 'J';
    }
    FieldInfo field = field(location);
    if (field != null) {
      return field.descriptor().charAt(0);
    }
    boolean element = location != heap.startOf(location) && name.kind().endsWith("[]");
    return element ? letter(name.kind().substring(0, name.kind().length() - 2)) : 'J';
  }

  private static char letter(String type) {
    return switch (type) {
      case "boolean" -> 'Z';
      case "char" -> 'C';
      case "float" -> 'F';
      case "double" -> 'D';
      case "byte", "short", "int", "long" -> 'J';
      default -> 'L';
    };
  }

  private String reference(long value) {
    Heap.Name name = value == 0 ? null : heap.nameOf((int) value);
    return name == null ? "null" : object(name);
  }
}
