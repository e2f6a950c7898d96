package io.quiesce.bugs.orderings;

import static org.assertj.core.api.Assertions.assertThat;

import io.quiesce.bugs.overlay.SourceText;
import io.quiesce.bugs.place.Product;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.StandardLocation;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every access of the sources is found, and each weaker one is a program. */
final class OrderingsTest {
  @TempDir private Path directory;

  @Test
  void weakening_modes_areTheNextWeakerOnes() {
    String handle = "java.lang.invoke.VarHandle";
    String atomic = "java.util.concurrent.atomic.AtomicLong";

    assertThat(Weakening.of(handle, "getVolatile")).containsExactly("getAcquire");
    assertThat(Weakening.of(handle, "getOpaque")).containsExactly("get");
    assertThat(Weakening.of(atomic, "getOpaque")).containsExactly("getPlain");
    assertThat(Weakening.of(atomic, "get")).containsExactly("getAcquire");
    assertThat(Weakening.of(handle, "get")).isEmpty();
    assertThat(Weakening.of(handle, "fullFence")).containsExactly("acquireFence", "releaseFence");
    assertThat(Weakening.of(handle, "getAndAdd"))
        .containsExactly("getAndAddAcquire", "getAndAddRelease");
    assertThat(Weakening.of(atomic, "getAndAdd")).isEmpty();
    assertThat(Weakening.of(handle, "getAndAddRelease")).isEmpty();
  }

  @Test
  void accesses_ofTheSubject_areFoundAndAllMutantsCompile() throws IOException {
    List<Access> accesses = Orderings.accesses(Product.running());

    assertThat(accesses)
        .anyMatch(a -> a.file().endsWith("/StackPool.java") && a.receiver().equals("HEAD"))
        .anyMatch(a -> a.weaker().equals("compareAndExchangeRelease"))
        .noneMatch(a -> a.file().contains("/runtime/"));
    // One javac call for each round: in each, every place has another of its mutants.
    Map<String, List<Access>> left =
        accesses.stream()
            .collect(
                Collectors.groupingBy(
                    a -> a.file() + "#" + a.end(), TreeMap::new, Collectors.toList()));
    while (!left.isEmpty()) {
      List<Access> round = left.values().stream().map(all -> all.get(0)).toList();
      assertThat(compile(round)).isEmpty();
      left.values().forEach(all -> all.remove(0));
      left.values().removeIf(List::isEmpty);
    }
  }

  private String compile(List<Access> round) throws IOException {
    Map<String, List<Access>> files =
        round.stream().collect(Collectors.groupingBy(Access::file, TreeMap::new, Collectors.toList()));
    List<SourceText> units = new ArrayList<>();
    for (Map.Entry<String, List<Access>> entry : files.entrySet()) {
      String text = Product.running().text("sources/" + entry.getKey());
      List<Access> lastFirst = new ArrayList<>(entry.getValue());
      lastFirst.sort(Collections.reverseOrder(Comparator.comparingInt(Access::start)));
      int end = text.length();
      for (Access access : lastFirst) {
        // One inside another waits for its own turn with other mutants of the file.
        if (access.end() <= end) {
          text = access.apply(text);
          end = access.start();
        }
      }
      units.add(new SourceText(entry.getKey(), text));
    }
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    StringWriter said = new StringWriter();
    try (StandardJavaFileManager manager =
        compiler.getStandardFileManager(null, Locale.ROOT, StandardCharsets.UTF_8)) {
      manager.setLocationFromPaths(
          StandardLocation.CLASS_PATH, List.of(Product.running().location()));
      manager.setLocationFromPaths(StandardLocation.CLASS_OUTPUT, List.of(directory));
      List<String> options = List.of("--release", "17", "-proc:none", "-nowarn", "-Xlint:none");
      boolean compiled = compiler.getTask(said, manager, null, options, null, units).call();
      return compiled ? "" : said.toString();
    }
  }
}
