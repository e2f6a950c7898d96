package io.quiesce.stack.segmented.goroutine;

import io.quiesce.stack.segmented.SegmentConfig;
import java.util.ArrayList;
import java.util.List;

/**
 * A goroutine in the naive model: segments as plain objects with sizes by arithmetic, frames with
 * one value and one reference to the value of an older frame.
 */
final class ModelG {
  /** A frame: its value and whose value its pointer refers to. */
  record ModelFrame(Func func, long value, ModelFrame target) {
    @Override
    public int hashCode() {
      return Long.hashCode(value);
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof ModelFrame f && f.value == value;
    }

    static ModelFrame selfish(Func func, long value) {
      return new ModelFrame(func, value, null);
    }
  }

  /** A segment. */
  static final class ModelSegment {
    long size;
    boolean heap;
    final long base;
    final List<ModelFrame> frames = new ArrayList<>();

    ModelSegment(long size, boolean heap, int args) {
      this.size = size;
      this.heap = heap;
      base = 88L + args;
    }

    long used() {
      return base + frames.stream().mapToLong(f -> 8L + f.func().frameBytes()).sum();
    }

    boolean copyable() {
      return frames.stream().allMatch(f -> f.func() != Segments.C);
    }
  }

  /** Thrown instead of growing beyond the limit. */
  static final class Overflow extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  final List<ModelSegment> segments = new ArrayList<>();
  private final SegmentConfig config;

  ModelG(SegmentConfig config, long size, boolean heap) {
    this.config = config;
    segments.add(new ModelSegment(size, heap, 0));
  }

  ModelSegment top() {
    return segments.get(segments.size() - 1);
  }

  long total() {
    return segments.stream().mapToLong(s -> s.size).sum();
  }

  long fixed() {
    return segments.stream().filter(s -> !s.heap).count();
  }

  long heapBytes() {
    return segments.stream().filter(s -> s.heap).mapToLong(s -> s.size).sum();
  }

  List<ModelFrame> frames() {
    return segments.stream().flatMap(s -> s.frames.stream()).toList();
  }

  CallOutcome call(ModelFrame frame) {
    Func f = frame.func();
    CallOutcome outcome = CallOutcome.ENTERED;
    while (top().size - (top().used() + 8) - Math.max(0, f.frameBytes() - 128) <= 256) {
      if (config.copying() && top().copyable() && f != Segments.C) {
        limit(top().size);
        top().size *= 2;
        top().heap = true;
        outcome = CallOutcome.COPIED;
      } else {
        long size = config.fixedStack();
        while (size < f.frameBytes() + f.argBytes() + 2048) {
          size *= 2;
        }
        limit(size);
        segments.add(new ModelSegment(size, size != config.fixedStack(), f.argBytes()));
        outcome = CallOutcome.NEW_SEGMENT;
      }
    }
    top().frames.add(frame);
    return outcome;
  }

  private void limit(long more) {
    if (total() + more > config.maxStack()) {
      throw new Overflow();
    }
  }

  ReturnOutcome ret() {
    top().frames.remove(top().frames.size() - 1);
    if (!top().frames.isEmpty()) {
      return ReturnOutcome.SAME_SEGMENT;
    }
    if (segments.size() > 1) {
      segments.remove(segments.size() - 1);
      return ReturnOutcome.OLD_SEGMENT;
    }
    return ReturnOutcome.EXITED;
  }

  ShrinkOutcome shrink() {
    long half = top().size / 2;
    if (!config.copying() || half < config.fixedStack() || top().used() >= top().size / 4) {
      return ShrinkOutcome.NONE;
    }
    if (half < 4096) {
      if (!top().copyable()) {
        return ShrinkOutcome.NONE;
      }
      top().size = half;
      top().heap = half != config.fixedStack();
      return ShrinkOutcome.COPIED;
    }
    top().size = half;
    return ShrinkOutcome.IN_PLACE;
  }
}
