package io.quiesce.explore.transform.classes;

import java.util.List;
import java.util.Map;

/**
 * What the rewriting of other classes has to know of one rewritten class.
 *
 * @param name internal name
 * @param superName internal name of its superclass
 * @param access its flags in the class file
 * @param fields its declared fields by name
 * @param methods its declared methods, name and descriptor joined
 * @param parent the superclass where that is rewritten too, else null
 * @param size locations of an object of this class: one for its monitor and one a field, inherited
 *     ones included
 * @param escapes whether a constructor of this class or of a rewritten superclass may let {@code
 *     this} escape before it returns
 * @param hasFinals whether it declares final fields of objects
 * @param id a small number, unique among the classes of one {@link ClassInfos}
 */
public record ClassInfo(
    String name,
    String superName,
    int access,
    Map<String, FieldInfo> fields,
    List<String> methods,
    ClassInfo parent,
    int size,
    boolean escapes,
    boolean hasFinals,
    int id) {
  /** Whether this is the class of its hierarchy that carries the object's location number. */
  public boolean isRoot() {
    return parent == null;
  }

  /** Looks a field up as JVMS 5.4.3.2 does, among the rewritten superclasses; null if absent. */
  public FieldInfo field(String fieldName) {
    for (ClassInfo at = this; at != null; at = at.parent) {
      FieldInfo found = at.fields.get(fieldName);
      if (found != null) {
        return found;
      }
    }
    return null;
  }

  /** Whether this class or a rewritten superclass declares the method (name and descriptor). */
  public boolean declares(String method) {
    for (ClassInfo at = this; at != null; at = at.parent) {
      if (at.methods.contains(method)) {
        return true;
      }
    }
    return false;
  }

  /** Whether another thread may see a final field of this class unset (JLS 17.5). */
  public boolean leaky() {
    return hasFinals && escapes;
  }

  /** Whether objects of this class have final fields that hold references. */
  public boolean hasFinalReferences() {
    return fields.values().stream().anyMatch(f -> !f.isStatic() && f.isFinal() && f.isReference());
  }
}
