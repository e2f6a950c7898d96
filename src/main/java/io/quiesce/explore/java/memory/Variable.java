package io.quiesce.explore.java.memory;

import io.quiesce.explore.program.ValueType;
import io.quiesce.explore.transform.classes.FieldInfo;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.List;
import org.objectweb.asm.Type;

/**
 * What a {@code VarHandle} of the program stands for.
 *
 * @param kind which kind of variable
 * @param place offset of the field in its object, or location of the static field; else 0
 * @param type the variable's type
 * @param owner the class of the object or the array, null for a static field
 * @param getter reads the real variable; takes object and index, whatever the kind
 * @param setter writes the real variable; takes object, index and value
 */
public record Variable(
    Kind kind, int place, Class<?> type, Class<?> owner, MethodHandle getter, MethodHandle setter) {

  /** Kinds of variables that a handle can stand for. */
  public enum Kind {
    /** A field of an object. */
    FIELD,
    /** A static field. */
    STATIC,
    /** An element of an array. */
    ELEMENT,
    /** Several bytes of a byte array. */
    VIEW
  }

  private static final MethodType GETTER =
      MethodType.methodType(Object.class, Object.class, int.class);
  private static final MethodType SETTER =
      MethodType.methodType(void.class, Object.class, int.class, Object.class);

  /** An instance field. */
  public static Variable field(VarHandle real, FieldInfo field, Class<?> owner) {
    MethodHandle get = MethodHandles.dropArguments(getter(real), 1, int.class).asType(GETTER);
    MethodHandle set = MethodHandles.dropArguments(setter(real), 1, int.class).asType(SETTER);
    return new Variable(Kind.FIELD, field.slot(), real.varType(), owner, get, set);
  }

  /** A static field at a location. */
  public static Variable ofStatic(VarHandle real, int location) {
    List<Class<?>> coordinates = List.of(Object.class, int.class);
    MethodHandle get = MethodHandles.dropArguments(getter(real), 0, coordinates).asType(GETTER);
    MethodHandle set = MethodHandles.dropArguments(setter(real), 0, coordinates).asType(SETTER);
    return new Variable(Kind.STATIC, location, real.varType(), null, get, set);
  }

  /** The elements of arrays of a class. */
  public static Variable element(Class<?> array) {
    VarHandle real = MethodHandles.arrayElementVarHandle(array);
    return indexed(Kind.ELEMENT, real, array);
  }

  /** The bytes of a byte array, seen as a wider type. */
  public static Variable view(Class<?> viewedAs, ByteOrder order) {
    return indexed(Kind.VIEW, MethodHandles.byteArrayViewVarHandle(viewedAs, order), byte[].class);
  }

  private static Variable indexed(Kind kind, VarHandle real, Class<?> array) {
    MethodHandle get = getter(real).asType(GETTER);
    MethodHandle set = setter(real).asType(SETTER);
    return new Variable(kind, 0, real.varType(), array, get, set);
  }

  private static MethodHandle getter(VarHandle real) {
    return real.toMethodHandle(VarHandle.AccessMode.GET);
  }

  private static MethodHandle setter(VarHandle real) {
    return real.isAccessModeSupported(VarHandle.AccessMode.SET)
        ? real.toMethodHandle(VarHandle.AccessMode.SET)
        : MethodHandles.throwException(void.class, UnsupportedOperationException.class)
            .bindTo(new UnsupportedOperationException("the variable is final"));
  }

  /** The sort of the variable's type, as ASM numbers them. */
  int sort() {
    return Type.getType(type).getSort();
  }

  /** The type as the search has it. */
  ValueType valueType() {
    return switch (sort()) {
      case Type.BOOLEAN -> ValueType.BOOLEAN;
      case Type.CHAR -> ValueType.CHAR;
      case Type.BYTE -> ValueType.BYTE;
      case Type.SHORT -> ValueType.SHORT;
      case Type.INT -> ValueType.INT;
      case Type.FLOAT -> ValueType.FLOAT;
      case Type.DOUBLE -> ValueType.DOUBLE;
      case Type.LONG -> ValueType.LONG;
      default -> ValueType.REFERENCE;
    };
  }

  /** What the real variable holds. */
  Object real(Object object, int index) {
    try {
      return getter.invokeExact(object, index);
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException("reading " + this, e);
    }
  }

  /** Sets the real variable. */
  void real(Object object, int index, Object value) {
    try {
      setter.invokeExact(object, index, value);
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException("writing " + this, e);
    }
  }
}
