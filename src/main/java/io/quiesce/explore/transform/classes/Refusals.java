package io.quiesce.explore.transform.classes;

import java.util.Set;

/** Which calls into the JDK are refused, and which need care for what they are given. */
public final class Refusals {
  /** Methods of classes that are otherwise passed through. */
  private static final Set<String> REFUSED =
      Set.of(
          "java/lang/System.exit",
          "java/lang/System.gc",
          "java/lang/Math.random",
          "java/util/UUID.randomUUID",
          "java/util/Collections.synchronizedCollection",
          "java/util/Collections.synchronizedList",
          "java/util/Collections.synchronizedMap",
          "java/util/Collections.synchronizedSet",
          "java/util/Collections.synchronizedSortedMap",
          "java/util/Collections.synchronizedSortedSet",
          "java/lang/Runtime.exec",
          "java/lang/Runtime.exit",
          "java/lang/Runtime.halt",
          "java/lang/Runtime.addShutdownHook",
          "java/lang/Object.clone",
          "java/lang/Object.finalize",
          "java/util/Arrays.parallelPrefix",
          "java/util/Arrays.parallelSetAll",
          "java/util/Arrays.parallelSort",
          "java/lang/invoke/MethodHandles.byteBufferViewVarHandle");

  private static final Set<String> OBJECT_METHODS =
      Set.of("getClass", "hashCode", "equals", "toString", "wait", "notify", "notifyAll");

  private Refusals() {}

  /** Whether a call into a class of the JDK that is neither cloned nor modelled is refused. */
  public static boolean refuses(String owner, String name, String descriptor) {
    boolean handles =
        owner.startsWith("java/lang/invoke/")
            && (descriptor.contains(Names.HANDLE)
                || name.startsWith("findGetter")
                || name.startsWith("findSetter")
                || name.startsWith("findStaticGetter")
                || name.startsWith("findStaticSetter")
                || name.equals("unreflectGetter")
                || name.equals("unreflectSetter"));
    boolean parallel = name.equals("parallelStream") || name.equals("parallel");
    return handles
        || parallel
        || REFUSED.contains(owner + "." + name)
        || (!Platform.isPure(owner) && !isObjectMethod(name));
  }

  /** Whether a call hands arrays or shareable objects to code that is not rewritten. */
  public static boolean exposes(String owner, String descriptor) {
    String parameters = descriptor.substring(0, descriptor.indexOf(')'));
    boolean container =
        owner.startsWith("java/util/")
            && !owner.startsWith("java/util/function/")
            && !owner.equals("java/util/Objects");
    return parameters.indexOf('[') >= 0 || (container && parameters.indexOf('L') >= 0);
  }

  /** Whether a method is declared by {@code Object}. */
  public static boolean isObjectMethod(String name) {
    return OBJECT_METHODS.contains(name);
  }
}
