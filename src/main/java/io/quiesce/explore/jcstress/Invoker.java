package io.quiesce.explore.jcstress;

/** Calls the methods of one test without reflection; the implementations are generated. */
public interface Invoker {
  /** A new object of the test's class. */
  Object newTest() throws Throwable;

  /** A new state, or null if the test has none but itself. */
  Object newState() throws Throwable;

  /** A new result, or null if the test has none but itself. */
  Object newResult() throws Throwable;

  /** Runs a method of the test: an actor by its index, then the arbiter. */
  void call(int method, Object test, Object state, Object result) throws Throwable;
}
