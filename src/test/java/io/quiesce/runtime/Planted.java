package io.quiesce.runtime;

import io.quiesce.runtime.code.Code;
import io.quiesce.runtime.code.Function;
import io.quiesce.runtime.code.ObjectType;
import io.quiesce.runtime.code.Routine;
import io.quiesce.runtime.program.Program;
import io.quiesce.runtime.program.Setting;
import java.util.List;
import java.util.function.Consumer;

/** A program whose only goroutine does one thing, with one word of its own, again and again. */
record Planted(Consumer<Routine> step) implements Program {
  @Override
  public String name() {
    return "planted";
  }

  @Override
  public String about() {
    return "for a test";
  }

  @Override
  public List<ObjectType> types() {
    return List.of();
  }

  @Override
  public Function link(Code code, Setting setting) {
    Function main = new Main(step);
    code.link(main);
    return main;
  }

  private static final class Main extends Function {
    private final Consumer<Routine> step;

    Main(Consumer<Routine> step) {
      super("main", 1);
      this.step = step;
    }

    @Override
    protected void step(Routine r) {
      step.accept(r);
    }
  }
}
