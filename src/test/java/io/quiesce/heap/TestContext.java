package io.quiesce.heap;

import io.quiesce.phase.ExecutionContext;

/** A context that a test makes for each of its threads, on the system stack from the start. */
public final class TestContext extends ExecutionContext {
  /** A context that owns P {@code pid}, or none if it is {@link #NO_P}. */
  public TestContext(int pid) {
    setPid(pid);
    enterSystemStack();
  }

  /** A context without P. */
  public static TestContext withoutP() {
    return new TestContext(NO_P);
  }

  @Override
  public String toString() {
    return "M of P " + pid();
  }
}
