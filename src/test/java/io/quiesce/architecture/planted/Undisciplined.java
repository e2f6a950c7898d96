package io.quiesce.architecture.planted;

import io.quiesce.phase.ExecutionContext;
import io.quiesce.phase.SystemStack;
import java.util.List;

/** Calls of a marked method: four that are right, then three that are wrong. */
public final class Undisciplined {
  private final ExecutionContext context;

  /** Uses the context. */
  public Undisciplined(ExecutionContext context) {
    this.context = context;
  }

  @SystemStack
  int marked() {
    return 1;
  }

  @SystemStack
  int rightFromMarked() {
    return marked();
  }

  int rightInLambda() {
    return context.systemstack(() -> marked());
  }

  int rightByReference() {
    return context.systemstack(this::marked);
  }

  int rightBetweenEnterAndLeave() {
    context.enterSystemStack();
    try {
      return marked();
    } finally {
      context.leaveSystemStack();
    }
  }

  int wrongDirectly() {
    return marked();
  }

  int wrongBesideTheLambda() {
    return marked() + context.systemstack(() -> 1);
  }

  void wrongInAnotherLambda(List<Integer> list) {
    list.replaceAll(old -> old + marked());
  }
}
