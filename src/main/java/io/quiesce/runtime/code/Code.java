package io.quiesce.runtime.code;

import io.quiesce.stack.goroutine.FrameLayout;
import io.quiesce.stack.goroutine.FrameTable;
import java.util.IdentityHashMap;

/**
 * The functions of a program, found by the layout in a frame's header (Go: {@code findfunc}).
 * Filled before the program starts, then only read.
 */
public final class Code {
  private final FrameTable table;
  private final IdentityHashMap<FrameLayout, Function> byLayout = new IdentityHashMap<>();

  private final Function collect = new Collect();

  /** The functions of the runtime itself; layouts go to {@code table}. */
  public Code(FrameTable table) {
    this.table = table;
    link(collect);
  }

  /** Runs a whole cycle; takes no argument and returns nothing. */
  Function collect() {
    return collect;
  }

  /** Adds {@code functions}; linking one twice is an error. */
  public void link(Function... functions) {
    for (Function function : functions) {
      if (byLayout.putIfAbsent(function.layout(), function) != null) {
        throw new IllegalArgumentException(function + " is linked already");
      }
      function.linkedAs(table.add(function.layout()));
    }
  }

  /**
   * The function whose frame has {@code layout}.
   *
   * @throws IllegalStateException if none was linked: the frame is not ours
   */
  Function of(FrameLayout layout) {
    Function function = byLayout.get(layout);
    if (function == null) {
      throw new IllegalStateException("a frame says " + layout + ", which no function has");
    }
    return function;
  }
}
