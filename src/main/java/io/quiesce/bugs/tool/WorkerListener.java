package io.quiesce.bugs.tool;

import io.quiesce.bugs.worker.Wire;
import java.util.function.Consumer;

/** Listens to a worker, and says in the end what its lines and its exit mean. */
final class WorkerListener implements Consumer<String> {
  private int begun;
  private String running = "";
  private String done = "";
  private String last = "";
  private Finding found;

  @Override
  public void accept(String line) {
    if (!line.startsWith(Wire.MARK)) {
      last = line.isBlank() ? last : line.strip();
      return;
    }
    String[] fields = Wire.fields(line);
    switch (fields[0]) {
      case Wire.BEGIN -> {
        begun++;
        running = fields[1];
      }
      case Wire.FOUND -> found = new Finding(Result.CAUGHT, fields[1], fields[2], fields[3]);
      case Wire.DONE -> done = fields[1];
      default -> throw new IllegalStateException("unknown line of a worker: " + line);
    }
  }

  /** What it all means. */
  Finding finding(Fork.Exit exit) {
    if (found != null) {
      return found;
    } else if (exit.end() == Fork.End.LATE) {
      return begun == 0
          ? Finding.failed("no test began in the budget; last line: " + last)
          : Finding.notCaught("budget over in test " + begun + ", " + running);
    } else if (exit.status() == 0 && !done.isEmpty()) {
      return Finding.notCaught(done);
    } else if (begun == 0) {
      return Finding.failed("ended with status " + exit.status() + " before a test: " + last);
    }
    return Finding.caught(running, "the JVM ended with status " + exit.status() + ": " + last);
  }
}
