package io.quiesce.explore.java.strand;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;

/**
 * Makes coroutines: continuations of the JDK where it has them and lets us, else threads.
 *
 * <p>{@code jdk.internal.vm.Continuation} exists from JDK 21 on and has to be exported to us
 * ({@code --add-exports java.base/jdk.internal.vm=ALL-UNNAMED}, or {@code Add-Exports} in the
 * manifest of a runnable jar). It switches in under 100 ns; two threads need 2 µs.
 */
final class Coroutines {
  private static final String CLASS = "jdk.internal.vm.Continuation";
  private static final String SCOPE_CLASS = "jdk.internal.vm.ContinuationScope";
  private static final MethodHandle NEW;
  private static final MethodHandle RUN;
  private static final MethodHandle YIELD;

  static {
    MethodHandle make = null;
    MethodHandle run = null;
    MethodHandle pause = null;
    try {
      MethodHandles.Lookup lookup = MethodHandles.lookup();
      Class<?> continuation = Class.forName(CLASS);
      Class<?> scopeClass = Class.forName(SCOPE_CLASS);
      Object scope =
          lookup
              .findConstructor(scopeClass, MethodType.methodType(void.class, String.class))
              .invoke("explorer");
      MethodType constructor = MethodType.methodType(void.class, scopeClass, Runnable.class);
      make = lookup.findConstructor(continuation, constructor).bindTo(scope);
      make = make.asType(MethodType.methodType(Object.class, Runnable.class));
      run = lookup.findVirtual(continuation, "run", MethodType.methodType(void.class));
      run = run.asType(MethodType.methodType(void.class, Object.class));
      MethodType yield = MethodType.methodType(boolean.class, scopeClass);
      pause = lookup.findStatic(continuation, "yield", yield).bindTo(scope);
      pause = pause.asType(MethodType.methodType(void.class));
    } catch (Throwable e) {
      pause = null;
    }
    NEW = make;
    RUN = run;
    YIELD = pause;
  }

  private Coroutines() {}

  /** Whether the continuations of the JDK are used. */
  static boolean continuations() {
    return YIELD != null;
  }

  /** A new coroutine; {@code threads} serves where the JDK has no continuations for us. */
  static Coroutine create(Runnable body, ThreadPool threads) {
    return continuations() ? new Continued(body) : threads.start(body);
  }

  /** A continuation of the JDK. */
  private static final class Continued implements Coroutine {
    private final Object continuation;

    Continued(Runnable body) {
      try {
        continuation = (Object) NEW.invokeExact(body);
      } catch (Throwable e) {
        throw new IllegalStateException("cannot create a continuation", e);
      }
    }

    @Override
    public void run() {
      try {
        RUN.invokeExact(continuation);
      } catch (RuntimeException | Error e) {
        throw e;
      } catch (Throwable e) {
        throw new IllegalStateException("cannot run a continuation", e);
      }
    }

    @Override
    public void pause() {
      try {
        YIELD.invokeExact();
      } catch (RuntimeException | Error e) {
        throw e;
      } catch (Throwable e) {
        throw new IllegalStateException("cannot yield a continuation", e);
      }
    }

    @Override
    public void abandon() {}

    @Override
    public Thread carrier() {
      return null;
    }
  }
}
