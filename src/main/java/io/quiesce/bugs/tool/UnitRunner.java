package io.quiesce.bugs.tool;

import io.quiesce.bugs.place.Checkout;
import io.quiesce.bugs.place.Workbench;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** The unit tests, in one JVM until the first fails. */
final class UnitRunner implements Runner {
  /** By name: the class needs JUnit, which only the fork has. */
  static final String WORKER = "io.quiesce.bugs.worker.UnitWorker";

  private final Workbench bench;

  UnitRunner(Workbench bench) {
    this.bench = bench;
  }

  @Override
  public Finding run(Job job, Fork fork) throws IOException {
    Checkout checkout = bench.checkout();
    Path database = job.evidence().resolve("jqwik").resolve(job.overlay().name());
    WorkerListener listener = new WorkerListener();
    Fork.Exit exit =
        fork.run(
            new JavaCommand(job.overlay(), bench.product())
                .with("-Doracle.dir=", "-Dtraces.dir=", "-XX:TieredStopAtLevel=1")
                .and(List.of(checkout.testClasses()))
                .and(checkout.testClassPath())
                .of(
                    WORKER,
                    List.of(
                        checkout.testClasses().toString(),
                        database.toString(),
                        job.first(),
                        String.join(",", job.overlay().packages()))),
            listener);
    return listener.finding(exit);
  }
}
