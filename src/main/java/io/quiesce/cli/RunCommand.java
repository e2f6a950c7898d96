package io.quiesce.cli;

import io.quiesce.cli.console.Console;
import io.quiesce.gc.Protocol;
import io.quiesce.oracle.cycle.CycleAudit;
import io.quiesce.oracle.cycle.EndAudit;
import io.quiesce.runtime.RunSummary;
import io.quiesce.runtime.Runtime;
import io.quiesce.runtime.RuntimeConfig;
import io.quiesce.runtime.program.Program;
import io.quiesce.runtime.program.Programs;
import java.util.Arrays;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicReference;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code quiesce run}: runs a program and audits each cycle of its collector. */
@Command(
    name = "run",
    mixinStandardHelpOptions = true,
    description = {
      "Runs a program on goroutines with a garbage-collected heap, and audits each cycle with the"
          + " world stopped: what is reachable is alive with its contents, what is not is freed,"
          + " and all accounts agree.",
      "Prints one line for each cycle, in the manner of GODEBUG=gctrace=1:",
      "gc N @start: stop+mark+stop ms clock, assists/workers/idle ms cpu, MB live at start->at the"
          + " end of marking->marked, goal, stack spans freed (small+large), time of the audits, Ps"
    },
    footer = {
      "",
      "Programs:",
      "  binary-trees    builds and counts trees beside one that lives through the run",
      "  deep-recursion  many goroutines whose stacks grow deep and shrink again",
      "  ping-pong       short-lived goroutines that send objects from stack to stack",
      "  server          a goroutine for each request, with large stacks, and a table of sessions",
      "  chaos           everything at random: preemptions, flushes, forced cycles, deep stacks"
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:the program ended and no audit found anything",
      "1:a violation, or nothing happened any more; the message has the values",
      "2:the command line is wrong, or no program has that name"
    })
final class RunCommand implements Callable<Integer> {
  /** Of a violation's stack trace, so many frames are shown. */
  private static final int FRAMES = 12;

  @Parameters(paramLabel = "PROGRAM", description = "what to run; see below")
  private String name;

  @Option(
      names = "--procs",
      defaultValue = "2",
      paramLabel = "N",
      description = "number of Ps, as GOMAXPROCS; 1 to 64 (default: ${DEFAULT-VALUE})")
  private int procs;

  @Option(
      names = "--gogc",
      defaultValue = "100",
      paramLabel = "N",
      description = "growth in percent at which a cycle should end (default: ${DEFAULT-VALUE})")
  private int gogc;

  @Option(
      names = "--completion",
      defaultValue = "ragged",
      paramLabel = "two-step|ragged",
      description =
          "how the end of marking is decided: as Go 1.5 to 1.11 did, or as it has done since"
              + " (default: ${DEFAULT-VALUE})")
  private String completion;

  @Option(
      names = "--seconds",
      defaultValue = "10",
      paramLabel = "N",
      description = "how long until the program winds down (default: ${DEFAULT-VALUE})")
  private double seconds;

  @Option(
      names = "--seed",
      defaultValue = "1",
      paramLabel = "N",
      description = "for what happens at random (default: ${DEFAULT-VALUE})")
  private long seed;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    Program program;
    RuntimeConfig config;
    try {
      program = Programs.named(name);
      config =
          RuntimeConfig.of(Protocol.labelled(completion))
              .withProcs(procs)
              .withGogc(gogc)
              .withSeconds(seconds)
              .withSeed(seed);
    } catch (IllegalArgumentException e) {
      return Console.of(spec).refuse(e.getMessage());
    }
    return run(program, config);
  }

  private int run(Program program, RuntimeConfig config) {
    Console console = Console.of(spec);
    AtomicReference<CycleAudit> audit = new AtomicReference<>();
    try {
      Runtime runtime =
          new Runtime(
              config,
              program,
              audited -> {
                audit.set(new CycleAudit(audited));
                return audit.get();
              },
              report -> console.say(report.toString()));
      RunSummary summary = runtime.run();
      EndAudit.check(runtime);
      console.say(summary + "; " + audit.get().audited() + " objects audited, no violation");
      return CommandLine.ExitCode.OK;
    } catch (RuntimeException e) {
      console.complain(
          program.name() + ": " + e.getClass().getSimpleName() + ": " + e.getMessage());
      Arrays.stream(e.getStackTrace())
          .limit(FRAMES)
          .forEach(frame -> console.complain("  in " + frame));
      console.complain(
          "seed " + config.seed() + ", " + config.protocol() + ", " + config.procs() + " Ps");
      return CommandLine.ExitCode.SOFTWARE;
    }
  }
}
