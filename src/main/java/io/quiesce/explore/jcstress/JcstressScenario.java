package io.quiesce.explore.jcstress;

import io.quiesce.explore.java.IsolatingLoader;
import io.quiesce.explore.java.World;
import io.quiesce.explore.java.strand.Scenario;
import io.quiesce.explore.transform.classes.ClassBytes;

/**
 * One test in one world.
 *
 * <p>Results are private to their actors where they are primitives or strings in jcstress' own
 * classes, and are then no events. The outcome of any other result is computed by one more thread
 * that runs after the arbiter's work, so that it sees memory as the arbiter does.
 */
public final class JcstressScenario implements Scenario {
  private final TestCase test;
  private final Invoker invoker;
  private final boolean observed;
  private Object state;
  private Object subject;
  private Object result;
  private String outcome;

  private JcstressScenario(TestCase test, Invoker invoker, boolean observed) {
    this.test = test;
    this.invoker = invoker;
    this.observed = observed;
  }

  /**
   * A world that runs a test.
   *
   * @param test the test
   * @param classes the user's classes
   * @param sharedResults whether the fields of results are shared memory like any other
   */
  public static World open(TestCase test, ClassBytes classes, boolean sharedResults) {
    ResultClasses results = new ResultClasses();
    IsolatingLoader loader =
        sharedResults
            ? new IsolatingLoader(results.orElse(classes), name -> null)
            : new IsolatingLoader(classes, results);
    InvokerWriter writer = new InvokerWriter(test);
    Class<?> generated = loader.define(writer.name().replace('/', '.'), writer.write());
    boolean objects =
        test.result().filter(name -> !holdsPrimitives(name)).isPresent() || sharedResults;
    try {
      Invoker invoker = (Invoker) generated.getConstructor().newInstance();
      World world = loader.world();
      world.run(new JcstressScenario(test, invoker, objects));
      return world;
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("the invoker of " + test.name() + " does not load", e);
    }
  }

  private static boolean holdsPrimitives(String result) {
    return new ResultClasses().find(result) != null
        && io.quiesce.explore.transform.classes.ResultNames.letters(result).indexOf('L') < 0;
  }

  @Override
  public int actors() {
    return test.actors().size();
  }

  @Override
  public boolean hasArbiter() {
    return test.arbiter().isPresent() || observed;
  }

  @Override
  public void build() throws Throwable {
    outcome = null;
    subject = invoker.newTest();
    Object fresh = invoker.newState();
    state = fresh == null ? subject : fresh;
    result = invoker.newResult();
    if (result == null) {
      result = subject;
    }
  }

  @Override
  public void run(int index) throws Throwable {
    invoker.call(index, subject, state, result);
    if (index == actors() && observed) {
      outcome = String.valueOf(result);
    }
  }

  @Override
  public String outcome() {
    if (test.termination()) {
      return TestCase.TERMINATED;
    }
    return outcome != null ? outcome : String.valueOf(result);
  }
}
