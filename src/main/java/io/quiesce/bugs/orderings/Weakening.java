package io.quiesce.bugs.orderings;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What a method becomes when its mode is the next weaker one ({@code VarHandle}, table of access
 * modes). Of a volatile read-modify-write there are two: acquire and release.
 */
final class Weakening {
  private static final String HANDLE = "java.lang.invoke.VarHandle";

  private static final Map<String, String> READS_AND_WRITES =
      Map.of(
          "getVolatile", "getAcquire",
          "getAcquire", "getOpaque",
          "setVolatile", "setRelease",
          "setRelease", "setOpaque",
          "weakCompareAndSetAcquire", "weakCompareAndSetPlain",
          "weakCompareAndSetRelease", "weakCompareAndSetPlain");

  private static final Map<String, List<String>> OF_FENCES =
      Map.of(
          "fullFence", List.of("acquireFence", "releaseFence"),
          "acquireFence", List.of("loadLoadFence"),
          "releaseFence", List.of("storeStoreFence"));

  private static final List<String> UPDATES_OF_HANDLES =
      List.of("getAndAdd", "getAndSet", "getAndBitwiseOr", "getAndBitwiseAnd", "getAndBitwiseXor");

  private Weakening() {}

  /** The names of the weaker methods; {@code compareAndSet} has none of the same form. */
  static List<String> of(String type, String method) {
    boolean handle = type.equals(HANDLE);
    List<String> weaker = new ArrayList<>();
    if (handle && OF_FENCES.containsKey(method)) {
      weaker.addAll(OF_FENCES.get(method));
    } else if (READS_AND_WRITES.containsKey(method)) {
      weaker.add(READS_AND_WRITES.get(method));
    } else if (method.equals("getOpaque") || method.equals("setOpaque")) {
      String plain = method.substring(0, 3);
      weaker.add(handle ? plain : plain + "Plain");
    } else if (!handle && method.equals("get")) {
      weaker.add("getAcquire");
    } else if (!handle && method.equals("set")) {
      weaker.add("setRelease");
    } else if (method.equals("compareAndExchange") || method.equals("weakCompareAndSet")) {
      weaker.addAll(List.of(method + "Acquire", method + "Release"));
    } else if (method.equals("weakCompareAndSetVolatile")) {
      weaker.addAll(List.of("weakCompareAndSetAcquire", "weakCompareAndSetRelease"));
    } else if (handle && UPDATES_OF_HANDLES.contains(method)) {
      weaker.addAll(List.of(method + "Acquire", method + "Release"));
    }
    return weaker;
  }

  /** Whether a class has atomic accesses. */
  static boolean isAtomic(String type) {
    return type.equals(HANDLE) || type.startsWith("java.util.concurrent.atomic.Atomic");
  }

  /** Whether a class is the one whose compare-and-exchange returns what its caller casts it to. */
  static boolean needsCast(String type) {
    return type.equals(HANDLE);
  }
}
