package io.quiesce.explore.litmus;

import io.quiesce.explore.program.Fence;
import io.quiesce.explore.program.Mode;
import io.quiesce.explore.program.Rmw;

/**
 * One instruction of a litmus thread. A value is {@code constant + registers[left] +
 * registers[right]}, a location {@code location + registers[offset]}, where a register below 0
 * counts as 0.
 */
record Instruction(
    Code code,
    int target,
    int location,
    int offset,
    long constant,
    int left,
    int right,
    long expected,
    Mode mode,
    Rmw rmw,
    Fence fence) {

  /** What an instruction does. */
  enum Code {
    READ,
    WRITE,
    UPDATE,
    COMPARE,
    COMPARE_WEAKLY,
    FENCE,
    AWAIT,
    AWAIT_AND_SET,
    SPAWN,
    JOIN,
    BEGIN,
    CHOICE,
    SPIN,
    ERROR,
    FREEZE,
    FINAL_READ,
    FINAL_WRITE,
    SET,
    JUMP,
    JUMP_IF_EQUAL,
    JUMP_IF_DIFFERENT,
    JUMP_IF_LESS
  }
}
