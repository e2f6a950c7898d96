package io.quiesce.explore.brute;

import io.quiesce.explore.litmus.LitmusProgram;
import io.quiesce.explore.litmus.LitmusThread;
import io.quiesce.explore.program.Fence;
import io.quiesce.explore.program.Mode;
import io.quiesce.explore.program.Rmw;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Small random programs. */
final class RandomProgram {
  private static final Mode[] ANY = Mode.values();
  private static final Mode[] READ = {Mode.PLAIN, Mode.OPAQUE, Mode.ACQUIRE, Mode.VOLATILE};
  private static final Mode[] WRITE = {Mode.PLAIN, Mode.OPAQUE, Mode.RELEASE, Mode.VOLATILE};
  private static final Fence[] FENCES = {Fence.FULL, Fence.ACQUIRE, Fence.RELEASE};

  private final Random random;
  private final int locations;
  private final boolean weakCas;
  private long nextValue = 1;

  private RandomProgram(long seed) {
    random = new Random(seed);
    locations = 1 + random.nextInt(2);
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
        if (i > 0 && random.nextInt(4) == 0) {
          thread.fence(FENCES[random.nextInt(FENCES.length)]);
        }
        access(thread, i);
      }
      threads.add(thread);
    }
    return new LitmusProgram(threads);
  }

  private void access(LitmusThread thread, int register) {
    int location = random.nextInt(locations);
    switch (random.nextInt(6)) {
      case 0, 1 -> thread.read(register, location, READ[random.nextInt(READ.length)]);
      case 2, 3 -> thread.write(location, nextValue++, WRITE[random.nextInt(WRITE.length)]);
      case 4 -> thread.update(register, location, Rmw.ADD, 10, ANY[random.nextInt(ANY.length)]);
      default -> compare(thread, register, location);
    }
  }

  private void compare(LitmusThread thread, int register, int location) {
    long from = random.nextInt(2);
    Mode mode = ANY[random.nextInt(ANY.length)];
    if (weakCas) {
      thread.weakCas(register, location, from, 20, mode);
    } else {
      thread.cas(register, location, from, 20, mode);
    }
  }
}
