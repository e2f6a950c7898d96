package io.quiesce.bugs.tool;

import io.quiesce.bugs.overlay.Overlay;
import io.quiesce.bugs.place.Product;
import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** The command that starts a class in a JVM: of the kind that runs now, or of another. */
public final class JavaCommand {
  private static final int FIRST_WITH_COROUTINES = 21;
  private static final String COROUTINES = "java.base/jdk.internal.vm=ALL-UNNAMED";

  private final List<String> flags = new ArrayList<>();
  private final List<Path> classPath = new ArrayList<>();
  private Path home = Path.of(System.getProperty("java.home"));
  private int feature = Runtime.version().feature();

  /** A JVM in which the classes of the bug, if there is one, go before those of the product. */
  public JavaCommand(Overlay overlay, Product product) {
    if (!overlay.isPristine()) {
      classPath.add(overlay.classes());
    }
    classPath.addAll(product.classPath());
  }

  /**
   * On another JDK.
   *
   * @param otherHome its directory
   * @param otherFeature its feature release, such as 25
   */
  public JavaCommand on(Path otherHome, int otherFeature) {
    home = otherHome;
    feature = otherFeature;
    return this;
  }

  /** With flags of the JVM. */
  public JavaCommand with(String... more) {
    flags.addAll(Arrays.asList(more));
    return this;
  }

  /** With more classes, behind those that are there. */
  public JavaCommand and(List<Path> more) {
    classPath.addAll(more);
    return this;
  }

  /** The command. */
  public List<String> of(String mainClass, List<String> arguments) {
    List<String> command = new ArrayList<>();
    command.add(home.resolve(Path.of("bin", "java")).toString());
    if (feature >= FIRST_WITH_COROUTINES) {
      command.addAll(List.of("--add-exports", COROUTINES, "-XX:+EnableDynamicAgentLoading"));
    }
    command.addAll(flags);
    command.add("-cp");
    command.add(
        classPath.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator)));
    command.add(mainClass);
    command.addAll(arguments);
    return command;
  }
}
