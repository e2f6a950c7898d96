package io.quiesce.explore.java.model;

/** Stands for {@code new Object()}, which has no place for a location. */
public class PlainObject {
  /** An object that is nothing but itself. */
  public PlainObject() {}

  @Override
  public String toString() {
    return "java.lang.Object@" + Integer.toHexString(hashCode());
  }
}
