package io.quiesce.cli.learn;

import io.quiesce.bugs.corpus.BadBugException;
import io.quiesce.bugs.corpus.UnknownBugException;
import io.quiesce.bugs.overlay.NoCompilerException;
import io.quiesce.bugs.place.Product;
import io.quiesce.cli.console.Console;
import io.quiesce.explore.run.Canaries;
import io.quiesce.learn.course.BadLessonException;
import io.quiesce.learn.course.Course;
import io.quiesce.learn.course.Lesson;
import io.quiesce.learn.course.UnknownLessonException;
import io.quiesce.learn.exercise.ReaderErrorException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code quiesce learn}: lists the lessons, runs one, judges an exercise, writes the site. */
@Command(
    name = "learn",
    mixinStandardHelpOptions = true,
    description = {
      "A course on the memory model in lessons that run: without a name it lists them; with one it"
          + " explores the lesson's programs, asks this machine by jcstress, and shows both.",
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:all is as the lesson says, or the exercise is solved",
      "1:the exercise is not solved, or a claim of a lesson does not hold",
      "2:the command line is wrong, or something that it needs is missing"
    })
public final class LearnCommand implements Callable<Integer> {
  private static final int FAILED = 1;

  @Spec private CommandSpec spec;

  @Parameters(
      arity = "0..1",
      paramLabel = "NAME",
      description = "a lesson, by its name or its number")
  private String name;

  @Option(names = "--plain", description = "only the names, one a line")
  private boolean plain;

  @ArgGroup private Deed deed = new Deed();
  @Mixin private HardwareOptions hardware = new HardwareOptions();

  private final Supplier<List<String>> canaries;

  /** What to do other than to show; at most one. */
  static final class Deed {
    @Option(
        names = "--exercise",
        paramLabel = "DIR",
        description = "write the program of the lesson's exercise to a directory")
    private Path exercise;

    @Option(
        names = "--check",
        paramLabel = "DIR",
        description = "judge your solution of the lesson's exercise: the Java files of a directory")
    private Path check;

    @Option(
        names = "--site",
        arity = "0..1",
        fallbackValue = "target/course",
        paramLabel = "DIR",
        description = "write all lessons as a static site (default: ${FALLBACK-VALUE})")
    private Path site;
  }

  /** The command, with the explorer's own test. */
  public LearnCommand() {
    this(Canaries::check);
  }

  /** {@code canaries} tells which known bugs the explorer misses here. */
  LearnCommand(Supplier<List<String>> canaries) {
    this.canaries = canaries;
  }

  @Override
  public Integer call() {
    try {
      Product product = Product.running();
      return run(product, Course.of(product));
    } catch (UnknownLessonException
        | ReaderErrorException
        | NoCompilerException
        | UnknownBugException
        | BadBugException
        | BadLessonException e) {
      return Console.of(spec).refuse(e.getMessage());
    } catch (IOException e) {
      return Console.of(spec).refuse("cannot read or write: " + e.getMessage());
    }
  }

  private int run(Product product, Course course) throws IOException {
    boolean forOne = deed.exercise != null || deed.check != null;
    if (name == null && forOne) {
      return Console.of(spec).refuse("name the lesson whose exercise it is");
    } else if (name != null && (plain || deed.site != null)) {
      return Console.of(spec)
          .refuse("--plain and --site are about all lessons; leave '" + name + "' away");
    } else if (name == null && deed.site == null) {
      return list(course);
    }
    Lesson lesson = name == null ? null : course.find(name);
    try (Desk desk = new Desk(product, course, hardware, out(), err())) {
      if (deed.exercise != null) {
        return desk.hand(lesson, deed.exercise);
      } else if (isBlind()) {
        return FAILED;
      } else if (deed.check != null) {
        return desk.check(lesson, deed.check);
      }
      return lesson == null ? desk.site(deed.site) : desk.show(lesson);
    }
  }

  /** An explorer that misses a known bug proves nothing. */
  private boolean isBlind() {
    List<String> missed = canaries.get();
    missed.forEach(line -> err().println("CANARY MISSED  " + line));
    if (!missed.isEmpty()) {
      err().println("The explorer does not see what it must see here; it says nothing else.");
      err().flush();
    }
    return !missed.isEmpty();
  }

  private int list(Course course) {
    List<Lesson> lessons = course.lessons();
    int slug = lessons.stream().mapToInt(one -> one.slug().length()).max().orElse(0);
    int title = lessons.stream().mapToInt(one -> one.title().length()).max().orElse(0);
    String format = "%2d  %-" + slug + "s  %-" + title + "s  %s";
    for (Lesson one : lessons) {
      out()
          .println(
              plain
                  ? one.slug()
                  : String.format(
                      Locale.ROOT, format, one.number(), one.slug(), one.title(), one.summary()));
    }
    out().flush();
    return 0;
  }

  private PrintWriter out() {
    return spec.commandLine().getOut();
  }

  private PrintWriter err() {
    return spec.commandLine().getErr();
  }
}
