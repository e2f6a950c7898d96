package io.quiesce.explore.java.heap;

/**
 * What every object of a rewritten class can do; the members are added by the rewriting.
 *
 * <p>The names contain a dollar sign so that they meet no method of a user.
 */
@SuppressWarnings("MemberName")
public interface Tracked {
  /** The first location of the object (that of its monitor), 0 while it has none. */
  int q$base();

  /** Gives the object its first location. */
  void q$base(int base);

  /** The number of its class, see {@link io.quiesce.explore.transform.classes.ClassInfo#id}. */
  int q$layout();

  /** Shows all instance fields with what the real object holds, superclass first. */
  void q$visit(FieldVisitor visitor);
}
