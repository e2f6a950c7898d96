package io.quiesce.bugs.orderings;

import com.github.difflib.DiffUtils;
import com.github.difflib.UnifiedDiffUtils;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.util.JavacTask;
import io.quiesce.bugs.corpus.Bug;
import io.quiesce.bugs.corpus.Expectation;
import io.quiesce.bugs.corpus.Forecast;
import io.quiesce.bugs.corpus.Kind;
import io.quiesce.bugs.corpus.Origin;
import io.quiesce.bugs.corpus.Tool;
import io.quiesce.bugs.overlay.NoCompilerException;
import io.quiesce.bugs.overlay.SourceText;
import io.quiesce.bugs.place.Product;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.StandardLocation;
import javax.tools.ToolProvider;

/** The mutants of all accesses of the subject. */
public final class Orderings {
  /** The tools that are asked about a mutant, in this order, until one catches it. */
  public static final List<Tool> TOOLS = List.of(Tool.EXPLORE, Tool.UNIT, Tool.JCSTRESS);

  private static final String SOURCES = "sources/";
  private static final int CONTEXT = 3;

  private final Product product;
  private final Map<String, String> sources = new LinkedHashMap<>();

  private Orderings(Product product) {
    this.product = product;
  }

  /**
   * The mutants, in the order of the sources.
   *
   * @throws NoCompilerException if this Java has none
   */
  public static List<Bug> of(Product product) throws IOException {
    Orderings orderings = new Orderings(product);
    List<Bug> bugs = new ArrayList<>();
    orderings.byName().forEach((name, access) -> bugs.add(orderings.bug(name, access)));
    return bugs;
  }

  /** The accesses that are weakened, by the names of the mutants. */
  static Map<String, Access> named(Product product) throws IOException {
    return new Orderings(product).byName();
  }

  private Map<String, Access> byName() throws IOException {
    Map<String, Integer> names = new HashMap<>();
    Map<String, Access> named = new LinkedHashMap<>();
    for (Access access : accesses()) {
      String name = name(access);
      int same = names.merge(name, 1, Integer::sum);
      named.put(same == 1 ? name : name + "-" + same, access);
    }
    return named;
  }

  /** All accesses that have a weaker mode, for a test that all mutants compile. */
  static List<Access> accesses(Product product) throws IOException {
    return new Orderings(product).accesses();
  }

  private List<Access> accesses() throws IOException {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    if (compiler == null) {
      throw new NoCompilerException();
    }
    for (String file : product.list(SOURCES)) {
      if (!file.startsWith(SOURCES + "io/quiesce/runtime/")) {
        sources.put(file.substring(SOURCES.length()), product.text(file));
      }
    }
    List<JavaFileObject> units = new ArrayList<>();
    sources.forEach((file, text) -> units.add(new SourceText(file, text)));
    try (StandardJavaFileManager files =
        compiler.getStandardFileManager(null, Locale.ROOT, StandardCharsets.UTF_8)) {
      files.setLocationFromPaths(StandardLocation.CLASS_PATH, List.of(product.location()));
      List<String> options = List.of("--release", "17", "-proc:none", "-Xlint:none");
      JavacTask task = (JavacTask) compiler.getTask(null, files, null, options, null, units);
      List<Access> accesses = new ArrayList<>();
      Iterable<? extends CompilationUnitTree> parsed = task.parse();
      task.analyze();
      for (CompilationUnitTree unit : parsed) {
        String file = unit.getSourceFile().toUri().getPath().substring(1);
        accesses.addAll(new AccessScanner(file, sources.get(file), unit, task).scan());
      }
      return accesses;
    }
  }

  /**
   * Such as {@code stack-StackPool-take-HEAD-getAcquire-getOpaque}; says no line, since these move.
   */
  private static String name(Access access) {
    String[] path = access.file().split("/", -1);
    String type = path[path.length - 1].replace(".java", "");
    String receiver = access.receiver().replaceAll("[^A-Za-z0-9]+", "_");
    return String.join(
        "-", path[2], type, access.within(), receiver, access.method(), access.weaker());
  }

  private Bug bug(String name, Access access) {
    String title = access.receiver() + "." + access.method() + " becomes " + access.weaker();
    Map<Tool, Forecast> tools = new EnumMap<>(Tool.class);
    for (Tool tool : Tool.values()) {
      tools.put(tool, new Forecast(Expectation.MAYBE, "measured, not foreseen", ""));
    }
    return new Bug(
        name,
        title,
        new Origin("", "", 0, "generated", "V"),
        access.file(),
        "the ordering that is documented at line " + access.line(),
        Kind.WEAKENED_MODE,
        2,
        "",
        "",
        tools,
        diff(access),
        "# " + title + "\n");
  }

  private String diff(Access access) {
    List<String> before = sources.get(access.file()).lines().toList();
    List<String> after = access.apply(sources.get(access.file())).lines().toList();
    String path = "src/main/java/" + access.file();
    List<String> lines =
        UnifiedDiffUtils.generateUnifiedDiff(
            "a/" + path, "b/" + path, before, DiffUtils.diff(before, after), CONTEXT);
    return String.join("\n", lines) + "\n";
  }
}
