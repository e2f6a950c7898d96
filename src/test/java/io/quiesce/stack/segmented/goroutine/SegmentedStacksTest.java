package io.quiesce.stack.segmented.goroutine;

import static io.quiesce.stack.segmented.goroutine.Segments.C;
import static io.quiesce.stack.segmented.goroutine.Segments.LARGE;
import static io.quiesce.stack.segmented.goroutine.Segments.SMALL;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quiesce.oracle.SegmentedOracle;
import io.quiesce.stack.segmented.Defer;
import io.quiesce.stack.segmented.GStatus;
import io.quiesce.stack.segmented.SegmentConfig;
import io.quiesce.stack.segmented.SegmentException;
import io.quiesce.stack.segmented.SegmentedG;
import io.quiesce.stack.segmented.StackLimitException;
import io.quiesce.stack.segmented.Stktop;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Calls, returns, growth by copying and by new segments, on one M. */
@Timeout(20)
final class SegmentedStacksTest {
  private final Segments s = new Segments(SegmentConfig.of(1));
  private final SegmentedG gp = s.running();

  @AfterEach
  void invariants() {
    SegmentedOracle.check(s.stacks);
  }

  private Stktop stktop() {
    return s.stacks.allocator().stktop();
  }

  @Test
  void newproc_firstGoroutine_hasOneFixedStack() {
    assertThat(gp.stacksize()).isEqualTo(4096);
    assertThat(gp.hi() - gp.stack0()).isEqualTo(4096);
    assertThat(gp.stackguard()).isEqualTo(gp.stack0() + 256);
    assertThat(stktop().malloced(gp.stackbase())).isFalse();
    assertThat(s.m.stackinuse()).isEqualTo(1);
    assertThat(s.stacks.allocator().os().stacksSys()).isEqualTo(16 * 4096);
  }

  @Test
  void call_framesThatFit_staysInTheSegment() {
    assertThat(s.machine.call(s.m, SMALL, 0, 7)).isEqualTo(CallOutcome.ENTERED);

    Frame callee = s.machine.frame(s.m);
    assertThat(s.machine.load(callee.argAddress(1))).isEqualTo(7);
    s.machine.store(callee.argAddress(1), 8);
    assertThat(s.machine.ret(s.m)).isEqualTo(ReturnOutcome.SAME_SEGMENT);
    assertThat(s.machine.load(s.machine.frame(s.m).outAddress(1))).isEqualTo(8);
  }

  @Test
  void call_allFramesCopyable_movesToTwiceTheSizeAndAdjustsPointers() {
    Frame main = s.machine.frame(s.m);
    long pointee = main.localAddress(2);
    s.machine.store(pointee, 4711);
    s.machine.store(main.localAddress(0), pointee);
    s.machine.defer(s.m, pointee);
    s.machine.call(s.m, SMALL, pointee, 1);
    s.machine.store(s.machine.frame(s.m).localAddress(0), pointee);

    assertThat(s.growTo(8192)).isPositive();

    Frame moved = s.stacks.frames(gp).get(s.stacks.frames(gp).size() - 1);
    long now = moved.localAddress(2);
    assertThat(now).isNotEqualTo(pointee);
    assertThat(s.machine.load(now)).isEqualTo(4711);
    assertThat(s.machine.load(moved.localAddress(0))).isEqualTo(now);
    Frame small = s.stacks.frames(gp).get(s.stacks.frames(gp).size() - 2);
    assertThat(s.machine.load(small.localAddress(0))).isEqualTo(now);
    assertThat(s.machine.load(small.argAddress(0))).isEqualTo(now);
    Defer deferred = s.stacks.defers(gp).get(0);
    assertThat(deferred.fn).isEqualTo(now);
    assertThat(deferred.argp).isEqualTo(moved.sp());
    assertThat(gp.stacksize()).isEqualTo(8192);
    assertThat(s.m.stackinuse()).isZero();
  }

  @Test
  void call_contextRegisterOnTheStack_movesWithIt() {
    gp.sched().ctxt = s.machine.frame(s.m).localAddress(3);

    s.growTo(8192);

    Frame main = s.stacks.frames(gp).get(s.stacks.frames(gp).size() - 1);
    assertThat(gp.sched().ctxt).isEqualTo(main.localAddress(3));
  }

  @Test
  void call_overAnUncopyableFrame_makesASegmentWithRecordAndArguments() {
    s.machine.call(s.m, C, 11, 12);
    long oldBase = gp.stackbase();
    long oldGuard = gp.stackguard();
    s.call(LARGE, 2);
    Frame caller = s.machine.frame(s.m);
    assertThat(s.machine.call(s.m, C, 21, 22)).isEqualTo(CallOutcome.NEW_SEGMENT);

    long top = gp.stackbase();
    assertThat(stktop().stackbase(top)).isEqualTo(oldBase);
    assertThat(stktop().stackguard(top)).isEqualTo(oldGuard);
    assertThat(stktop().gobufSp(top)).isEqualTo(caller.sp());
    assertThat(stktop().gobufPc(top)).isEqualTo(caller.pc());
    assertThat(stktop().gobufG(top)).isEqualTo(gp.goid());
    assertThat(stktop().argsize(top)).isEqualTo(16);
    assertThat(stktop().argp(top)).isEqualTo(caller.sp());
    assertThat(gp.hi() - top).isEqualTo(88);
    assertThat(gp.stacksize()).isEqualTo(2 * 4096);
    assertThat(s.machine.load(s.machine.frame(s.m).argAddress(1))).isEqualTo(22);
    assertThat(s.stacks.frames(gp)).hasSize(5);
  }

  @Test
  void ret_fromTheFirstFrameOfASegment_carriesResultsBackAndFreesIt() {
    s.machine.call(s.m, C, 0, 0);
    s.call(LARGE, 2);
    s.machine.call(s.m, C, 21, 22);
    s.machine.store(s.machine.frame(s.m).argAddress(0), 99);

    assertThat(s.machine.ret(s.m)).isEqualTo(ReturnOutcome.OLD_SEGMENT);

    assertThat(s.machine.load(s.machine.frame(s.m).outAddress(0))).isEqualTo(99);
    assertThat(gp.stacksize()).isEqualTo(4096);
    assertThat(s.m.stackinuse()).isEqualTo(1);
  }

  @Test
  void newstack_ofAPanic_marksTheSegmentOnce() {
    s.machine.call(s.m, C, 0, 0);
    s.call(LARGE, 2);
    gp.setIspanic(true);
    gp.setPanicwrap(8);
    s.machine.call(s.m, C, 0, 0);

    assertThat(stktop().panic(gp.stackbase())).isTrue();
    assertThat(stktop().panicwrap(gp.stackbase())).isEqualTo(8);
    assertThat(gp.ispanic()).isFalse();
    assertThat(gp.panicwrap()).isZero();
    s.call(LARGE, 3);
    assertThat(stktop().panic(gp.stackbase())).as("two calls deeper").isFalse();
    while (gp.segmentSize() != gp.stacksize()) {
      s.ret(1);
    }
    assertThat(gp.panicwrap()).isEqualTo(8);
  }

  @Test
  void exit_fromADeepChain_freesAllSegmentsAndKeepsTheFixedOne() {
    for (int i = 0; i < 20; i++) {
      s.machine.call(s.m, C, i, i);
    }
    assertThat(gp.stacksize()).isGreaterThan(5 * 4096);

    s.machine.exit(s.m);

    assertThat(gp.status()).isEqualTo(GStatus.DEAD);
    assertThat(gp.stacksize()).isEqualTo(4096);
    assertThat(s.stacks.freeGs()).containsExactly(gp);
    assertThat(s.stacks.newproc(s.m, Segments.MAIN)).isSameAs(gp);
  }

  @Test
  void ret_fromTheEntry_endsTheGoroutine() {
    assertThat(s.machine.ret(s.m)).isEqualTo(ReturnOutcome.EXITED);
    assertThat(s.m.curg()).isNull();
    assertThat(gp.status()).isEqualTo(GStatus.DEAD);
  }

  @Test
  void recoverTo_olderSegment_dropsSegmentsAndDeferredCalls() {
    s.machine.call(s.m, C, 1, 2);
    s.machine.defer(s.m, 0);
    Frame target = s.machine.frame(s.m);
    s.machine.call(s.m, LARGE);
    s.machine.defer(s.m, 0);
    for (int i = 0; i < 10; i++) {
      s.machine.call(s.m, C, i, i);
      s.machine.defer(s.m, 0);
    }

    s.machine.recoverTo(s.m, target);

    assertThat(s.machine.frame(s.m)).isEqualTo(target);
    assertThat(s.stacks.defers(gp)).hasSize(1);
    assertThat(gp.stacksize()).isEqualTo(4096);
    assertThat(s.machine.deferreturn(s.m)).isNotNull();
    assertThat(s.machine.deferreturn(s.m)).isNull();
    s.ret(2);
  }

  @Test
  void ret_withDeferredCallsLeft_isAnErrorAndChangesNothing() {
    s.machine.defer(s.m, 0);
    Frame before = s.machine.frame(s.m);

    assertThatThrownBy(() -> s.machine.ret(s.m))
        .isInstanceOf(SegmentException.class)
        .hasMessageContaining("deferred");
    assertThat(s.machine.frame(s.m)).isEqualTo(before);
  }

  @Test
  void preempt_runningGoroutine_yieldsAtItsNextCallAndGoesOnThere() {
    s.stacks.preempt(gp);

    assertThat(s.machine.call(s.m, SMALL, 0, 5)).isEqualTo(CallOutcome.PREEMPTED);
    assertThat(gp.status()).isEqualTo(GStatus.RUNNABLE);
    assertThat(s.m.curg()).isNull();

    assertThat(s.stacks.execute(s.m, gp)).isEqualTo(CallOutcome.ENTERED);
    assertThat(s.machine.load(s.machine.frame(s.m).argAddress(1))).isEqualTo(5);
  }

  @Test
  void preempt_underALock_isPutOff() {
    s.m.lock();
    s.stacks.preempt(gp);

    assertThat(s.machine.call(s.m, SMALL, 0, 5)).isEqualTo(CallOutcome.ENTERED);
    assertThat(gp.stackguard0()).isEqualTo(gp.stackguard());
    s.m.unlock();
  }

  @Test
  void call_beyondTheLimit_throwsAndTheCallHasNotHappened() {
    s.stacks.setMaxStack(8192);
    s.growTo(8192);
    while (gp.sched().sp - gp.lo() > 1400) {
      s.call(LARGE, 1);
    }
    Frame before = s.machine.frame(s.m);

    assertThatThrownBy(() -> s.call(LARGE, 1))
        .isInstanceOfSatisfying(
            StackLimitException.class, e -> assertThat(e.wanted()).isEqualTo(16384))
        .hasMessageContaining("goroutine " + gp.goid())
        .hasMessageContaining("8192");
    assertThat(s.machine.frame(s.m)).isEqualTo(before);
    assertThat(gp.stacksize()).isEqualTo(8192);
    s.ret(1);
  }

  @Test
  void call_newSegmentBeyondTheLimit_throwsBeforeAllocating() {
    s.stacks.setMaxStack(4096);
    s.machine.call(s.m, C, 0, 0);
    s.call(LARGE, 2);

    assertThatThrownBy(() -> s.call(LARGE, 1))
        .isInstanceOfSatisfying(
            StackLimitException.class, e -> assertThat(e.wanted()).isEqualTo(8192));
    assertThat(gp.stacksize()).isEqualTo(4096);
    assertThat(s.stacks.setMaxStack(1 << 20)).isEqualTo(4096);
    assertThat(s.machine.call(s.m, LARGE)).isEqualTo(CallOutcome.NEW_SEGMENT);
  }

  @Test
  void call_inASystemCall_mayUseTheStackButNotMoveIt() {
    s.stacks.entersyscall(s.m);
    s.call(LARGE, 2);

    assertThatThrownBy(() -> s.call(LARGE, 2))
        .isInstanceOf(SegmentException.class)
        .hasMessageContaining("system call");
    assertThat(gp.stacksize()).isEqualTo(4096);
    s.stacks.exitsyscall(s.m);
    assertThat(s.machine.call(s.m, LARGE)).isEqualTo(CallOutcome.COPIED);
  }

  @Test
  void call_junkInAPointerSlot_isFoundBeforeAnythingMoves() {
    s.machine.store(s.machine.frame(s.m).localAddress(0), 17);

    assertThatThrownBy(() -> s.growTo(8192))
        .isInstanceOf(SegmentException.class)
        .hasMessageContaining("bad pointer 17");
    assertThat(gp.stacksize()).isEqualTo(4096);
  }

  @Test
  void call_wrongArguments_isAnError() {
    assertThatThrownBy(() -> s.machine.call(s.m, SMALL, 1))
        .isInstanceOf(SegmentException.class)
        .hasMessageContaining("takes 2");
    assertThatThrownBy(() -> s.machine.call(s.m, Func.go("unknown", 0, 0, 0)))
        .isInstanceOf(SegmentException.class)
        .hasMessageContaining("unknown");
  }
}
