package io.quiesce.explore.brute;

import io.quiesce.explore.litmus.LitmusProgram;
import io.quiesce.explore.litmus.LitmusThread;
import io.quiesce.explore.program.Fence;
import io.quiesce.explore.program.Mode;
import io.quiesce.explore.program.Rmw;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Small random programs. A third has modes drawn evenly, a third is mostly volatile, and a third
 * has full fences almost everywhere: weak outcomes that only the strongest axioms forbid are rare
 * otherwise. Some accesses are made only if the one before read something new.
 */
final class RandomProgram {
  private static final Mode[] ANY = Mode.values();
  private static final Mode[] READ = {Mode.PLAIN, Mode.OPAQUE, Mode.ACQUIRE, Mode.VOLATILE};
  private static final Mode[] WRITE = {Mode.PLAIN, Mode.OPAQUE, Mode.RELEASE, Mode.VOLATILE};
  private static final Fence[] FENCES = {Fence.FULL, Fence.ACQUIRE, Fence.RELEASE};

  private final Random random;
  private final int locations;
  private final boolean weakCas;
  private final int style;
  private long nextValue = 1;

  private RandomProgram(long seed) {
    random = new Random(seed);
    style = random.nextInt(3);
    locations = style == 0 ? 1 + random.nextInt(2) : 2;
    weakCas = random.nextInt(4) == 0;
  }

  static LitmusProgram of(long seed) {
    return new RandomProgram(seed).generate();
  }

  private LitmusProgram generate() {
    int count = 2 + random.nextInt(2);
    int accesses = count == 2 ? 6 : 5;
    List<LitmusThread> threads = new ArrayList<>();
    for (int t = 0; t < count; t++) {
      int length = Math.min(1 + random.nextInt(3), accesses - (count - 1 - t));
      accesses -= length;
      LitmusThread thread = new LitmusThread();
      for (int i = 0; i < length; i++) {
        if (i > 0 && random.nextInt(4) < (style == 2 ? 3 : 1)) {
          thread.fence(style == 2 ? Fence.FULL : FENCES[random.nextInt(FENCES.length)]);
        }
        if (i > 0 && random.nextInt(4) == 0) {
          skip(thread, i - 1);
        }
        access(thread, i);
      }
      threads.add(thread);
    }
    return new LitmusProgram(threads);
  }

  /** Leaves out the next instruction if the one before read what was there at first. */
  private static void skip(LitmusThread thread, int register) {
    thread.jumpIfEqual(register, 0, thread.here() + 2);
  }

  private Mode mode(Mode[] modes) {
    boolean strong = style == 1 && random.nextInt(8) > 0;
    return strong ? Mode.VOLATILE : modes[random.nextInt(modes.length)];
  }

  private void access(LitmusThread thread, int register) {
    int location = random.nextInt(locations);
    switch (random.nextInt(6)) {
      case 0, 1 -> thread.read(register, location, mode(READ));
      case 2, 3 -> thread.write(location, nextValue++, mode(WRITE));
      case 4 -> thread.update(register, location, Rmw.ADD, 10, mode(ANY));
      default -> compare(thread, register, location);
    }
  }

  private void compare(LitmusThread thread, int register, int location) {
    long from = random.nextInt(2);
    Mode mode = mode(ANY);
    if (weakCas) {
      thread.weakCas(register, location, from, 20, mode);
    } else {
      thread.cas(register, location, from, 20, mode);
    }
  }
}
