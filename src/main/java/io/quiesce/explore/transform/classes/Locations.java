package io.quiesce.explore.transform.classes;

/** Where static fields get their location numbers from. */
@FunctionalInterface
public interface Locations {
  /** The location of a static field; the same for each call with the same field. */
  int of(FieldInfo field);
}
