package io.quiesce.explore.java.model;

import io.quiesce.explore.java.memory.Variable;

/** Stands for {@code VarHandle}; its accesses are hooks. */
public final class Handle {
  private final Variable variable;

  /** A handle of a variable. */
  public Handle(Variable variable) {
    this.variable = variable;
  }

  /** What it stands for. */
  public Variable variable() {
    return variable;
  }

  /** The type of the variable. */
  public Class<?> varType() {
    return variable.type();
  }
}
