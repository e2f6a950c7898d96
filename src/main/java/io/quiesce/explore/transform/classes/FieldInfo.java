package io.quiesce.explore.transform.classes;

import org.objectweb.asm.Opcodes;

/**
 * One declared field of a class that is rewritten.
 *
 * @param owner internal name of the class that declares it
 * @param name its name
 * @param descriptor its type
 * @param access its flags in the class file
 * @param slot for an instance field its offset in the object, 1 is the first; for a static field
 *     its index among the static fields of its class
 */
public record FieldInfo(String owner, String name, String descriptor, int access, int slot) {
  /** Whether the field is static. */
  public boolean isStatic() {
    return (access & Opcodes.ACC_STATIC) != 0;
  }

  /** Whether the field is final. */
  public boolean isFinal() {
    return (access & Opcodes.ACC_FINAL) != 0;
  }

  /** Whether the field is volatile. */
  public boolean isVolatile() {
    return (access & Opcodes.ACC_VOLATILE) != 0;
  }

  /** Whether the field holds a reference. */
  public boolean isReference() {
    return descriptor.charAt(0) == 'L' || descriptor.charAt(0) == '[';
  }

  /** The field as a report names it: simple class name and field name. */
  public String shown() {
    String simple = owner.substring(owner.lastIndexOf('/') + 1);
    return simple.substring(simple.lastIndexOf('$') + 1) + "." + name;
  }
}
