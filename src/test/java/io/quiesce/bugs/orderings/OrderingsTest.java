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
    List<Access> left = new ArrayList<>(accesses);
    left.sort(Comparator.comparing(Access::file).thenComparing(Access::start));
    while (!left.isEmpty()) {
      List<Access> round = apart(left);
      assertThat(compile(round)).isEmpty();
      left.removeAll(round);
    }
  }

  /** As many as do not overlap, from the first on. */
  private static List<Access> apart(List<Access> sorted) {
    List<Access> chosen = new ArrayList<>();
    for (Access access : sorted) {
      Access last = chosen.isEmpty() ? null : chosen.get(chosen.size() - 1);
      if (last == null || !last.file().equals(access.file()) || last.end() <= access.start()) {
        chosen.add(access);
      }
    }
    return chosen;
  }

  private String compile(List<Access> round) throws IOException {
    Map<String, String> texts = new TreeMap<>();
    List<Access> lastFirst = new ArrayList<>(round);
    Collections.reverse(lastFirst);
    for (Access access : lastFirst) {
      String file = access.file();
      String text = texts.containsKey(file) ? texts.get(file) : pristine(file);
      texts.put(file, access.apply(text));
    }
    List<SourceText> units = new ArrayList<>();
    texts.forEach((file, text) -> units.add(new SourceText(file, text)));
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

  private static String pristine(String file) throws IOException {
    return Product.running().text("sources/" + file);
  }
}
