package io.quiesce.hunt.engine;

import io.quiesce.bugs.overlay.Overlay;
import io.quiesce.bugs.place.Product;
import io.quiesce.hunt.model.Engine;
import io.quiesce.hunt.model.Job;
import io.quiesce.hunt.model.Verdict;
import io.quiesce.hunt.worker.Answer;
import io.quiesce.hunt.worker.Ask;
import io.quiesce.hunt.worker.ExploreServer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;

/** The explorer and its random walks, in servers that stay for the next job. */
public final class ExploreRunner implements Runner {
  private static final int FIRST_LOOP_BOUND = 8;
  private static final int MOST_DOUBLINGS = 4;

  private final Product product;
  private final List<Path> classes;
  private final Path directory;
  private final Jdks jdks;
  private final Map<String, ConcurrentLinkedDeque<ServerProcess>> idle = new ConcurrentHashMap<>();
  private final ConcurrentLinkedDeque<ServerProcess> all = new ConcurrentLinkedDeque<>();
  private volatile boolean closed;

  /**
   * A runner.
   *
   * @param classes where scenarios are, and code that is not the product's
   * @param directory where the JVMs run, and their logs go
   */
  public ExploreRunner(Product product, List<Path> classes, List<Jdk> jdks, Path directory) {
    this.product = product;
    this.classes = List.copyOf(classes);
    this.directory = directory;
    this.jdks = new Jdks(jdks, Overlay.PRISTINE);
  }

  @Override
  public void run(List<Job> jobs, Sink sink) throws IOException {
    for (Job job : jobs) {
      sink.accept(job, ask(job.jdk(), question(job)));
    }
  }

  private static Ask question(Job job) {
    int loops = FIRST_LOOP_BOUND << Math.max(0, Math.min(job.round(), MOST_DOUBLINGS));
    Ask.What what = job.scenario().engine() == Engine.WALKS ? Ask.What.WALK : Ask.What.SEARCH;
    return new Ask(what, job.scenario().name(), job.budget().toMillis(), loops, job.seed(), "");
  }

  /** Runs a recorded execution of a scenario again. */
  public Answer replay(String jdk, String scenario, String recording, long millis)
      throws IOException {
    return ask(jdk, new Ask(Ask.What.REPLAY, scenario, millis, FIRST_LOOP_BOUND, 0, recording));
  }

  /** Asks an idle server of the JDK, or a new one. */
  public Answer ask(String jdk, Ask ask) throws IOException {
    ConcurrentLinkedDeque<ServerProcess> servers =
        idle.computeIfAbsent(jdk, j -> new ConcurrentLinkedDeque<>());
    ServerProcess server = servers.pollFirst();
    if (server == null) {
      server = start(jdk);
    }
    Answer answer = server.ask(ask);
    if (server.isUsable()) {
      servers.addFirst(server);
    } else {
      server.close();
    }
    return answer.verdict() == Verdict.NEVER_RAN && closed
        ? Answer.nothing(Verdict.NEVER_RAN, "the hunt ended before it did")
        : answer;
  }

  private ServerProcess start(String jdk) throws IOException {
    if (closed) {
      throw new IOException("the hunt has ended");
    }
    List<String> arguments = new ArrayList<>();
    arguments.add(Integer.toString(classes.size()));
    classes.forEach(place -> arguments.add(place.toString()));
    arguments.add(product.location().toString());
    List<String> command =
        jdks.command(jdk, product)
            .with("-XX:+UseSerialGC", "-XX:MaxRAMPercentage=20")
            .of(ExploreServer.class.getName(), arguments);
    ServerProcess server = new ServerProcess(command, directory);
    all.add(server);
    if (closed) {
      server.close();
    }
    return server;
  }

  @Override
  public void close() {
    closed = true;
    all.forEach(ServerProcess::close);
  }
}
