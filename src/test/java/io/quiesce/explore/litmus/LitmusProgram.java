package io.quiesce.explore.litmus;

import io.quiesce.explore.program.Op;
import io.quiesce.explore.program.Program;
import java.util.Arrays;
import java.util.List;

/** Interprets litmus threads. Location {@code n} starts with {@code initial[n]}, or 0. */
public final class LitmusProgram implements Program {
  private static final int REGISTERS = 16;

  private final Instruction[][] code;
  private final int startThreads;
  private final long[] initial;
  private final int[] position;
  private final long[][] registers;
  private final Op[] ops;

  /** A program in which all threads exist from the start. */
  public LitmusProgram(List<LitmusThread> threads, long... initial) {
    this(threads, threads.size(), initial);
  }

  /** A program of which the first {@code startThreads} threads exist from the start. */
  public LitmusProgram(List<LitmusThread> threads, int startThreads, long... initial) {
    this.code = threads.stream().map(LitmusThread::build).toArray(Instruction[][]::new);
    this.startThreads = startThreads;
    this.initial = initial.clone();
    this.position = new int[code.length];
    this.registers = new long[code.length][REGISTERS];
    this.ops = new Op[code.length];
    for (int t = 0; t < code.length; t++) {
      ops[t] = new Op();
    }
  }

  @Override
  public int restart() {
    for (int t = 0; t < code.length; t++) {
      restart(t);
    }
    return startThreads;
  }

  @Override
  public boolean restart(int thread) {
    position[thread] = -1;
    Arrays.fill(registers[thread], 0);
    return true;
  }

  /** The value of a register, for outcomes. */
  public long register(int thread, int register) {
    return registers[thread][register];
  }

  @Override
  public Op resume(int thread, long result) {
    Instruction[] program = code[thread];
    long[] r = registers[thread];
    int at = position[thread];
    if (at >= 0 && program[at].target() >= 0) {
      r[program[at].target()] = result;
    }
    at++;
    while (at < program.length && isLocal(program[at].code())) {
      at = local(program[at], r, at);
    }
    position[thread] = at;
    return at == program.length ? ops[thread].end() : operation(ops[thread], program[at], r, at);
  }

  private static boolean isLocal(Instruction.Code code) {
    return code.compareTo(Instruction.Code.SET) >= 0;
  }

  private static int local(Instruction i, long[] r, int at) {
    boolean jumps =
        switch (i.code()) {
          case JUMP -> true;
          case JUMP_IF_EQUAL -> r[i.left()] == i.constant();
          case JUMP_IF_DIFFERENT -> r[i.left()] != i.constant();
          case JUMP_IF_LESS -> r[i.left()] < i.constant();
          default -> {
            r[i.target()] = value(i, r);
            yield false;
          }
        };
    return jumps ? i.target() : at + 1;
  }

  private static long value(Instruction i, long[] r) {
    return i.constant() + (i.left() < 0 ? 0 : r[i.left()]) + (i.right() < 0 ? 0 : r[i.right()]);
  }

  private static Op operation(Op op, Instruction i, long[] r, int site) {
    int location = i.location() + (i.offset() < 0 ? 0 : (int) r[i.offset()]);
    return switch (i.code()) {
      case READ -> op.read(location, i.mode(), site);
      case WRITE -> op.write(location, value(i, r), i.mode(), site);
      case UPDATE -> op.update(location, i.rmw(), value(i, r), i.mode(), site);
      case COMPARE -> op.compareAndSet(location, i.expected(), value(i, r), false, i.mode(), site);
      case COMPARE_WEAKLY ->
          op.compareAndSet(location, i.expected(), value(i, r), true, i.mode(), site);
      case FENCE -> op.fence(i.fence(), site);
      case AWAIT -> op.read(location, i.mode(), site).await(-1L, i.expected(), false);
      case AWAIT_AND_SET ->
          op.update(location, i.rmw(), value(i, r), i.mode(), site).await(-1L, i.expected(), false);
      default -> control(op, i, location, site);
    };
  }

  private static Op control(Op op, Instruction i, int location, int site) {
    int number = (int) i.constant();
    return switch (i.code()) {
      case SPAWN -> op.spawn(number, site);
      case JOIN -> op.join(number, site);
      case BEGIN -> op.begin(site);
      case CHOICE -> op.choice(number, site);
      case SPIN -> op.spin(number, site);
      case ERROR -> op.error("error", site);
      case FREEZE -> op.freeze(number, site);
      case FINAL_READ -> op.read(location, i.mode(), site).finalFieldOf(number);
      case FINAL_WRITE ->
          op.write(location, i.constant(), i.mode(), site).finalFieldOf(i.expected());
      default -> throw new IllegalStateException("no operation: " + i);
    };
  }

  @Override
  public boolean refersToWriter(int location) {
    return false;
  }

  @Override
  public long initialValue(int location) {
    return location < initial.length ? initial[location] : 0;
  }

  @Override
  public String outcome() {
    return Arrays.deepToString(registers);
  }

  @Override
  public String describeLocation(int location) {
    return "x" + location;
  }

  @Override
  public String describeSite(int site) {
    return "instruction " + site;
  }

  @Override
  public String describeValue(int location, long value) {
    return Long.toString(value);
  }
}
