package io.quiesce.bugs.tool;

import io.quiesce.bugs.overlay.Overlay;
import io.quiesce.bugs.place.Product;
import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** The command that starts a class in a JVM of the kind that runs now. */
final class JavaCommand {
  private static final int FIRST_WITH_COROUTINES = 21;
  private static final String COROUTINES = "java.base/jdk.internal.vm=ALL-UNNAMED";

  private final List<String> flags = new ArrayList<>();
  private final List<Path> classPath = new ArrayList<>();

  /** A JVM in which the classes of the bug, if there is one, go before those of the product. */
  JavaCommand(Overlay overlay, Product product) {
    if (Runtime.version().feature() >= FIRST_WITH_COROUTINES) {
      flags.addAll(List.of("--add-exports", COROUTINES, "-XX:+EnableDynamicAgentLoading"));
    }
    if (!overlay.isPristine()) {
      classPath.add(overlay.classes());
    }
    classPath.addAll(product.classPath());
  }

  /** With flags of the JVM. */
  JavaCommand with(String... more) {
    flags.addAll(Arrays.asList(more));
    return this;
  }

  /** With more classes, behind those that are there. */
  JavaCommand and(List<Path> more) {
    classPath.addAll(more);
    return this;
  }

  /** The command. */
  List<String> of(String mainClass, List<String> arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(flags);
    command.add("-cp");
    command.add(
        classPath.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator)));
    command.add(mainClass);
    command.addAll(arguments);
    return command;
  }
}
