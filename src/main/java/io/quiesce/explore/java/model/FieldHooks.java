package io.quiesce.explore.java.model;

import io.quiesce.explore.java.heap.Tracked;

/**
 * What rewritten code calls for fields: read and write, of instance and static fields, by type.
 *
 * <p>{@code now} is what the real field holds; {@code access} is an access word, see {@link
 * io.quiesce.explore.java.memory.Memory}. A method that writes answers true if the caller has to
 * write the real field.
 */
public final class FieldHooks {
  private FieldHooks() {}

  private static boolean writes(Object object, int site) {
    java.util.Objects.requireNonNull(object);
    if (!Hooks.world.tracking()) {
      return false;
    }
    Hooks.world.current().site = site;
    return !Hooks.world.memory.writesLocally((Tracked) object);
  }

  /** Reads an instance field whose real value is {@code now}. */
  public static int getI(Object object, int now, int access, int site) {
    if (!Hooks.world.tracking() || Hooks.world.memory.local((Tracked) object)) {
      return now;
    }
    Hooks.world.current().site = site;
    return (int) Hooks.world.memory.read((Tracked) object, access, site);
  }

  /** Reads a final field of an object that may have escaped from its constructor. */
  public static int getFinalI(Object object, int now, int access, int site) {
    if (!Hooks.world.tracking() || !Hooks.world.heap.isLeaked(((Tracked) object).q$base())) {
      return now;
    }
    return getI(object, now, access, site);
  }

  /** Writes an instance field; true if the real field has to be written. */
  public static boolean putI(Object object, int value, int access, int site) {
    if (!writes(object, site)) {
      return true;
    }
    return Hooks.world.memory.write((Tracked) object, value, access, site);
  }

  /** Reads a static field whose real value is {@code now}. */
  public static int getStaticI(int now, int access, int site) {
    if (!Hooks.world.tracking()) {
      return now;
    }
    return (int) Hooks.world.memory.readStatic(now, access, site);
  }

  /** Writes a static field; true if the real field has to be written. */
  public static boolean putStaticI(int now, int value, int access, int site) {
    if (!Hooks.world.tracking()) {
      Hooks.world.strands.requireStatic(site);
      return true;
    }
    Hooks.world.current().site = site;
    Hooks.world.memory.writeStatic(now, value, access, site);
    return false;
  }

  /** Reads an instance field whose real value is {@code now}. */
  public static long getJ(Object object, long now, int access, int site) {
    if (!Hooks.world.tracking() || Hooks.world.memory.local((Tracked) object)) {
      return now;
    }
    Hooks.world.current().site = site;
    return Hooks.world.memory.read((Tracked) object, access, site);
  }

  /** Reads a final field of an object that may have escaped from its constructor. */
  public static long getFinalJ(Object object, long now, int access, int site) {
    if (!Hooks.world.tracking() || !Hooks.world.heap.isLeaked(((Tracked) object).q$base())) {
      return now;
    }
    return getJ(object, now, access, site);
  }

  /** Writes an instance field; true if the real field has to be written. */
  public static boolean putJ(Object object, long value, int access, int site) {
    if (!writes(object, site)) {
      return true;
    }
    return Hooks.world.memory.write((Tracked) object, value, access, site);
  }

  /** Reads a static field whose real value is {@code now}. */
  public static long getStaticJ(long now, int access, int site) {
    if (!Hooks.world.tracking()) {
      return now;
    }
    return Hooks.world.memory.readStatic(now, access, site);
  }

  /** Writes a static field; true if the real field has to be written. */
  public static boolean putStaticJ(long now, long value, int access, int site) {
    if (!Hooks.world.tracking()) {
      Hooks.world.strands.requireStatic(site);
      return true;
    }
    Hooks.world.current().site = site;
    Hooks.world.memory.writeStatic(now, value, access, site);
    return false;
  }

  /** Reads an instance field whose real value is {@code now}. */
  public static float getF(Object object, float now, int access, int site) {
    if (!Hooks.world.tracking() || Hooks.world.memory.local((Tracked) object)) {
      return now;
    }
    Hooks.world.current().site = site;
    return Float.intBitsToFloat((int) Hooks.world.memory.read((Tracked) object, access, site));
  }

  /** Reads a final field of an object that may have escaped from its constructor. */
  public static float getFinalF(Object object, float now, int access, int site) {
    if (!Hooks.world.tracking() || !Hooks.world.heap.isLeaked(((Tracked) object).q$base())) {
      return now;
    }
    return getF(object, now, access, site);
  }

  /** Writes an instance field; true if the real field has to be written. */
  public static boolean putF(Object object, float value, int access, int site) {
    if (!writes(object, site)) {
      return true;
    }
    return Hooks.world.memory.write((Tracked) object, Float.floatToRawIntBits(value), access, site);
  }

  /** Reads a static field whose real value is {@code now}. */
  public static float getStaticF(float now, int access, int site) {
    if (!Hooks.world.tracking()) {
      return now;
    }
    return Float.intBitsToFloat(
        (int) Hooks.world.memory.readStatic(Float.floatToRawIntBits(now), access, site));
  }

  /** Writes a static field; true if the real field has to be written. */
  public static boolean putStaticF(float now, float value, int access, int site) {
    if (!Hooks.world.tracking()) {
      Hooks.world.strands.requireStatic(site);
      return true;
    }
    Hooks.world.current().site = site;
    Hooks.world.memory.writeStatic(
        Float.floatToRawIntBits(now), Float.floatToRawIntBits(value), access, site);
    return false;
  }

  /** Reads an instance field whose real value is {@code now}. */
  public static double getD(Object object, double now, int access, int site) {
    if (!Hooks.world.tracking() || Hooks.world.memory.local((Tracked) object)) {
      return now;
    }
    Hooks.world.current().site = site;
    return Double.longBitsToDouble(Hooks.world.memory.read((Tracked) object, access, site));
  }

  /** Reads a final field of an object that may have escaped from its constructor. */
  public static double getFinalD(Object object, double now, int access, int site) {
    if (!Hooks.world.tracking() || !Hooks.world.heap.isLeaked(((Tracked) object).q$base())) {
      return now;
    }
    return getD(object, now, access, site);
  }

  /** Writes an instance field; true if the real field has to be written. */
  public static boolean putD(Object object, double value, int access, int site) {
    if (!writes(object, site)) {
      return true;
    }
    return Hooks.world.memory.write(
        (Tracked) object, Double.doubleToRawLongBits(value), access, site);
  }

  /** Reads a static field whose real value is {@code now}. */
  public static double getStaticD(double now, int access, int site) {
    if (!Hooks.world.tracking()) {
      return now;
    }
    return Double.longBitsToDouble(
        Hooks.world.memory.readStatic(Double.doubleToRawLongBits(now), access, site));
  }

  /** Writes a static field; true if the real field has to be written. */
  public static boolean putStaticD(double now, double value, int access, int site) {
    if (!Hooks.world.tracking()) {
      Hooks.world.strands.requireStatic(site);
      return true;
    }
    Hooks.world.current().site = site;
    Hooks.world.memory.writeStatic(
        Double.doubleToRawLongBits(now), Double.doubleToRawLongBits(value), access, site);
    return false;
  }

  /** Reads an instance field whose real value is {@code now}. */
  public static Object getA(Object object, Object now, int access, int site) {
    if (!Hooks.world.tracking() || Hooks.world.memory.local((Tracked) object)) {
      return now;
    }
    Hooks.world.current().site = site;
    return Hooks.world.heap.object((int) Hooks.world.memory.read((Tracked) object, access, site));
  }

  /** Reads a final field of an object that may have escaped from its constructor. */
  public static Object getFinalA(Object object, Object now, int access, int site) {
    if (!Hooks.world.tracking() || !Hooks.world.heap.isLeaked(((Tracked) object).q$base())) {
      return now;
    }
    return getA(object, now, access, site);
  }

  /** Writes an instance field; true if the real field has to be written. */
  public static boolean putA(Object object, Object value, int access, int site) {
    if (!writes(object, site)) {
      return true;
    }
    return Hooks.world.memory.write(
        (Tracked) object, Hooks.world.memory.encode(value), access, site);
  }

  /** Reads a static field whose real value is {@code now}. */
  public static Object getStaticA(Object now, int access, int site) {
    if (!Hooks.world.tracking()) {
      return now;
    }
    return Hooks.world.heap.object(
        (int) Hooks.world.memory.readStatic(Hooks.world.memory.encode(now), access, site));
  }

  /** Writes a static field; true if the real field has to be written. */
  public static boolean putStaticA(Object now, Object value, int access, int site) {
    if (!Hooks.world.tracking()) {
      Hooks.world.strands.requireStatic(site);
      return true;
    }
    Hooks.world.current().site = site;
    Hooks.world.memory.writeStatic(
        Hooks.world.memory.encode(now), Hooks.world.memory.encode(value), access, site);
    return false;
  }
}
