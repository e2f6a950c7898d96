package io.quiesce.explore.transform.classes;

/** Where the bytes of classes come from. Implementations may be called by several threads. */
@FunctionalInterface
public interface ClassBytes {
  /**
   * The class file of a class.
   *
   * @param internalName the name with slashes, as in {@code java/lang/Object}
   * @return its bytes, or null when this source has no such class
   */
  byte[] find(String internalName);

  /** This source, then the other one for what this one does not have. */
  default ClassBytes orElse(ClassBytes other) {
    return name -> {
      byte[] mine = find(name);
      return mine != null ? mine : other.find(name);
    };
  }
}
