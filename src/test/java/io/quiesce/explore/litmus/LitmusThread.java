package io.quiesce.explore.litmus;

import io.quiesce.explore.litmus.Instruction.Code;
import io.quiesce.explore.program.Fence;
import io.quiesce.explore.program.Mode;
import io.quiesce.explore.program.Rmw;
import java.util.ArrayList;
import java.util.List;

/** Builds the instructions of one litmus thread; each method adds one and returns this. */
public final class LitmusThread {
  /** Stands for no register. */
  public static final int NONE = -1;

  private final List<Instruction> code = new ArrayList<>();

  /** The position of the next instruction, for jumps. */
  public int here() {
    return code.size();
  }

  private LitmusThread add(
      Code kind, int target, int location, int offset, long constant, int left, int right) {
    return add(kind, target, location, offset, constant, left, right, 0, Mode.PLAIN, Rmw.SET);
  }

  private LitmusThread add(
      Code kind,
      int target,
      int location,
      int offset,
      long constant,
      int left,
      int right,
      long expected,
      Mode mode,
      Rmw rmw) {
    code.add(
        new Instruction(
            kind,
            target,
            location,
            offset,
            constant,
            left,
            right,
            expected,
            mode,
            rmw,
            Fence.FULL));
    return this;
  }

  /** {@code register = location}. */
  public LitmusThread read(int register, int location, Mode mode) {
    return readAt(register, location, NONE, mode);
  }

  /** {@code register = (location + registers[offset])}. */
  public LitmusThread readAt(int register, int location, int offset, Mode mode) {
    return add(Code.READ, register, location, offset, 0, NONE, NONE, 0, mode, Rmw.SET);
  }

  /** {@code location = value}. */
  public LitmusThread write(int location, long value, Mode mode) {
    return writeSum(location, value, NONE, NONE, mode);
  }

  /** {@code location = value + registers[left] + registers[right]}. */
  public LitmusThread writeSum(int location, long value, int left, int right, Mode mode) {
    return add(Code.WRITE, NONE, location, NONE, value, left, right, 0, mode, Rmw.SET);
  }

  /** {@code register = location; location = location op value}, atomically. */
  public LitmusThread update(int register, int location, Rmw rmw, long value, Mode mode) {
    return add(Code.UPDATE, register, location, NONE, value, NONE, NONE, 0, mode, rmw);
  }

  /** {@code register = compareAndExchange(location, from, to)}. */
  public LitmusThread cas(int register, int location, long from, long to, Mode mode) {
    return casAt(register, location, NONE, from, to, mode);
  }

  /** {@code register = compareAndExchange(location + registers[offset], from, to)}. */
  public LitmusThread casAt(int register, int location, int offset, long from, long to, Mode mode) {
    return add(Code.COMPARE, register, location, offset, to, NONE, NONE, from, mode, Rmw.CAS);
  }

  /** {@code register = weakCompareAndSet(location, from, to)}, 1 or 0. */
  public LitmusThread weakCas(int register, int location, long from, long to, Mode mode) {
    return add(
        Code.COMPARE_WEAKLY, register, location, NONE, to, NONE, NONE, from, mode, Rmw.WEAK_CAS);
  }

  /** A fence. */
  public LitmusThread fence(Fence fence) {
    code.add(
        new Instruction(Code.FENCE, NONE, -1, NONE, 0, NONE, NONE, 0, Mode.PLAIN, Rmw.SET, fence));
    return this;
  }

  /** Waits until the location is {@code value}. */
  public LitmusThread await(int location, long value, Mode mode) {
    return add(Code.AWAIT, NONE, location, NONE, 0, NONE, NONE, value, mode, Rmw.SET);
  }

  /** Waits until the location is {@code from} and sets it to {@code to}, atomically. */
  public LitmusThread awaitAndSet(int location, long from, long to, Mode mode) {
    return add(Code.AWAIT_AND_SET, NONE, location, NONE, to, NONE, NONE, from, mode, Rmw.SET);
  }

  /** Starts a thread. */
  public LitmusThread spawn(int thread) {
    return add(Code.SPAWN, NONE, -1, NONE, thread, NONE, NONE);
  }

  /** Waits for the end of a thread. */
  public LitmusThread join(int thread) {
    return add(Code.JOIN, NONE, -1, NONE, thread, NONE, NONE);
  }

  /** The first operation of a thread that is spawned. */
  public LitmusThread begin() {
    return add(Code.BEGIN, NONE, -1, NONE, 0, NONE, NONE);
  }

  /** {@code register} = any of 0 .. {@code options} - 1. */
  public LitmusThread choice(int register, int options) {
    return add(Code.CHOICE, register, -1, NONE, options, NONE, NONE);
  }

  /** The end of a turn of {@code operations} operations. */
  public LitmusThread spin(int operations) {
    return add(Code.SPIN, NONE, -1, NONE, operations, NONE, NONE);
  }

  /** An error. */
  public LitmusThread error() {
    return add(Code.ERROR, NONE, -1, NONE, 0, NONE, NONE);
  }

  /** Freezes the final fields of an object. */
  public LitmusThread freeze(int object) {
    return add(Code.FREEZE, NONE, -1, NONE, object, NONE, NONE);
  }

  /** Reads a final field of an object. */
  public LitmusThread finalRead(int register, int location, int object) {
    return add(Code.FINAL_READ, register, location, NONE, object, NONE, NONE);
  }

  /** Writes a final field of an object. */
  public LitmusThread finalWrite(int location, long value, int object) {
    return add(
        Code.FINAL_WRITE, NONE, location, NONE, value, NONE, NONE, object, Mode.PLAIN, Rmw.SET);
  }

  /** {@code register = value + registers[left] + registers[right]}. */
  public LitmusThread set(int register, long value, int left, int right) {
    return add(Code.SET, register, -1, NONE, value, left, right);
  }

  /** Goes on at {@code position}. */
  public LitmusThread jump(int position) {
    return add(Code.JUMP, position, -1, NONE, 0, NONE, NONE);
  }

  /** Goes on at {@code position} if {@code registers[register] == value}. */
  public LitmusThread jumpIfEqual(int register, long value, int position) {
    return add(Code.JUMP_IF_EQUAL, position, -1, NONE, value, register, NONE);
  }

  /** Goes on at {@code position} if {@code registers[register] != value}. */
  public LitmusThread jumpIfDifferent(int register, long value, int position) {
    return add(Code.JUMP_IF_DIFFERENT, position, -1, NONE, value, register, NONE);
  }

  /** Goes on at {@code position} if {@code registers[register] < value}. */
  public LitmusThread jumpIfLess(int register, long value, int position) {
    return add(Code.JUMP_IF_LESS, position, -1, NONE, value, register, NONE);
  }

  Instruction[] build() {
    return code.toArray(Instruction[]::new);
  }
}
