package io.quiesce.hunt.night;

import io.quiesce.hunt.model.Machine;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** The machine at hand. */
final class ThisMachine {
  private static final Path CPUS = Path.of("/proc/cpuinfo");

  private ThisMachine() {}

  static Machine describe() {
    String arch = System.getProperty("os.arch");
    return new Machine(
        host(),
        cpu(arch),
        Runtime.getRuntime().availableProcessors(),
        System.getProperty("os.name") + " " + System.getProperty("os.version") + " " + arch);
  }

  private static String host() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      return "unknown host";
    }
  }

  /** As Linux says it; elsewhere the architecture must do. */
  private static String cpu(String arch) {
    try (Stream<String> lines = Files.lines(CPUS)) {
      return lines
          .filter(line -> line.startsWith("model name") && line.contains(":"))
          .map(line -> line.substring(line.indexOf(':') + 1).strip())
          .findFirst()
          .orElse(arch);
    } catch (IOException e) {
      return arch;
    }
  }
}
