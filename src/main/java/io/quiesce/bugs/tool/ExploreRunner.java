package io.quiesce.bugs.tool;

import io.quiesce.bugs.overlay.Overlay;
import io.quiesce.bugs.place.Workbench;
import io.quiesce.bugs.worker.ExploreWorker;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** The explorer, on the scenarios that the product carries. */
final class ExploreRunner implements Runner {
  private final Workbench bench;

  ExploreRunner(Workbench bench) {
    this.bench = bench;
  }

  @Override
  public Finding run(Job job, Fork fork) throws IOException {
    List<String> arguments = new ArrayList<>();
    arguments.add(Long.toString(job.budget().toMillis()));
    arguments.add(job.first());
    arguments.add(String.join(",", job.overlay().packages()));
    arguments.add(bench.scenarios().toString());
    if (!job.overlay().isPristine()) {
      arguments.add(job.overlay().classes().toString());
    }
    arguments.add(bench.product().location().toString());
    WorkerListener listener = new WorkerListener();
    // The explorer reads the bug's classes as data; its own JVM runs the product's.
    Fork.Exit exit =
        fork.run(
            new JavaCommand(Overlay.PRISTINE, bench.product())
                .with("-XX:+UseSerialGC")
                .of(ExploreWorker.class.getName(), arguments),
            listener);
    return listener.finding(exit);
  }
}
