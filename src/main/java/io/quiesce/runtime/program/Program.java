package io.quiesce.runtime.program;

import io.quiesce.runtime.code.Code;
import io.quiesce.runtime.code.Function;
import io.quiesce.runtime.code.ObjectType;
import java.util.List;

/** A program for the runtime. */
public interface Program {
  /** The name on the command line. */
  String name();

  /** What it does, in a few words. */
  String about();

  /** The types of its objects. */
  List<ObjectType> types();

  /** Links the functions of one run and returns the main goroutine's, which takes no arguments. */
  Function link(Code code, Setting setting);

  /** Microseconds between two preemptions of a P on average; 10 ms as in Go. */
  default int preemptMicros() {
    return 10_000;
  }
}
