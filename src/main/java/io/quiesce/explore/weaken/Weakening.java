package io.quiesce.explore.weaken;

import io.quiesce.explore.program.Fence;
import io.quiesce.explore.program.Kind;
import io.quiesce.explore.program.Mode;
import io.quiesce.explore.program.Op;
import io.quiesce.explore.program.Ordering;
import java.util.List;
import java.util.Locale;

/**
 * One access, or fence, and the next weaker mode for it.
 *
 * @param line where it is, as {@link io.quiesce.explore.program.Program#describeSite} gives it
 * @param kind what it does
 * @param from what it is now
 * @param to what it would be
 */
public record Weakening(String line, Kind kind, Ordering from, Ordering to) {
  /**
   * All weakenings of an operation: none if it is plain, two if it is a volatile read-modify-write
   * or a full fence, which lose one half each.
   */
  static List<Weakening> of(Op op, String line) {
    return weaker(op).stream()
        .map(to -> new Weakening(line, op.kind(), op.ordering(), to))
        .toList();
  }

  private static List<? extends Ordering> weaker(Op op) {
    return switch (op.kind()) {
      case READ, WRITE -> weaker(op.mode(), op.kind() == Kind.READ ? Mode.ACQUIRE : Mode.RELEASE);
      case RMW -> weakerUpdate(op.mode());
      case FENCE -> weaker(op.fence());
      default -> List.of();
    };
  }

  private static List<Mode> weaker(Mode mode, Mode half) {
    return switch (mode) {
      case VOLATILE -> List.of(half);
      case ACQUIRE, RELEASE -> List.of(Mode.OPAQUE);
      case OPAQUE -> List.of(Mode.PLAIN);
      case PLAIN, TOTAL -> List.of();
    };
  }

  private static List<Mode> weakerUpdate(Mode mode) {
    return switch (mode) {
      case VOLATILE -> List.of(Mode.ACQUIRE, Mode.RELEASE);
      case ACQUIRE, RELEASE -> List.of(Mode.PLAIN);
      case OPAQUE, PLAIN, TOTAL -> List.of();
    };
  }

  private static List<Fence> weaker(Fence fence) {
    return switch (fence) {
      case FULL -> List.of(Fence.ACQUIRE, Fence.RELEASE);
      case ACQUIRE -> List.of(Fence.LOAD_LOAD);
      case RELEASE -> List.of(Fence.STORE_STORE);
      case LOAD_LOAD, STORE_STORE -> List.of();
    };
  }

  /** The operation with this weakening, if it is of this access. */
  Op apply(Op op) {
    return op.kind() == kind && op.ordering() == from ? op.ordered(to) : op;
  }

  /** Such as {@code read, acquire becomes opaque}. */
  public String change() {
    return kind.name().toLowerCase(Locale.ROOT) + ", " + word(from) + " becomes " + word(to);
  }

  private static String word(Ordering ordering) {
    return ordering.toString().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
