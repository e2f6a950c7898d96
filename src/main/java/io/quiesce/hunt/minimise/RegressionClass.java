package io.quiesce.hunt.minimise;

import io.quiesce.explore.jcstress.OutcomeCase;
import io.quiesce.explore.jcstress.TestCase;
import io.quiesce.explore.jcstress.TestMethod;
import io.quiesce.explore.report.Witness;
import io.quiesce.hunt.finding.Finding;
import io.quiesce.hunt.finding.Place;
import io.quiesce.hunt.model.Scenario;
import io.quiesce.hunt.source.Quoted;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.objectweb.asm.Type;

/**
 * A minimised finding as a jcstress class. Where the scenario's source could be reduced, it is
 * that, in the scenario's package, and needs the scenario no longer. Else it has the actors that
 * are needed, with the outcomes of the scenario, and each actor calls the scenario's.
 */
public final class RegressionClass {
  /** Its package where it calls the scenario's actors. */
  private static final String PACKAGE = "io.quiesce.regression";

  private static final String ANNOTATIONS = "org.openjdk.jcstress.annotations.";

  private final Finding finding;
  private final Minimal minimal;
  private final TestCase test;

  /** The class of a finding. */
  public RegressionClass(Finding finding, Minimal minimal) {
    this.finding = finding;
    this.minimal = minimal;
    this.test = minimal.test();
  }

  /** Its simple name. */
  public String name() {
    return name(finding);
  }

  private static String name(Finding finding) {
    return Scenario.KEPT + finding.signature().toUpperCase(Locale.ROOT);
  }

  /** The name of the file with the witness of a finding that is kept. */
  public static String evidence(Finding finding) {
    return name(finding) + ".txt";
  }

  /**
   * Writes it below a directory of sources, and the witness beside that directory. The stress
   * launcher knows it by its name and runs it before all other tests.
   *
   * @param ledger the directory {@code stress/ledger} of a checkout
   * @param reduced the scenario's source without what is not needed and {@linkplain #commented
   *     commented}, where there is such
   * @param evidence the witness, for people
   * @return the file of the class
   */
  public Path write(Path ledger, Optional<Reduced> reduced, String evidence) throws IOException {
    String path =
        reduced.map(Reduced::path).orElse(PACKAGE.replace('.', '/') + "/" + name() + ".java");
    Path file = ledger.resolve("java").resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(ledger.resolve(evidence(finding)), evidence);
    return Files.writeString(file, reduced.map(Reduced::text).orElseGet(this::source));
  }

  /** What is left of the scenario's source, with a comment that says what it is. */
  public String commented(Reduced reduced) throws IOException {
    return Pieces.commented(reduced.path(), reduced.text(), comment(Optional.of(reduced)));
  }

  /** The source. */
  String source() {
    StringBuilder text = new StringBuilder("package " + PACKAGE + ";\n\n");
    imports().forEach(name -> text.append("import ").append(name).append(";\n"));
    text.append('\n').append(comment(Optional.empty()));
    text.append("@JCStressTest\n");
    if (isState()) {
      text.append("@State\n");
    }
    List<OutcomeCase> cases = new ArrayList<>(test.outcomes().cases());
    test.outcomes().fallback().ifPresent(cases::add);
    cases.forEach(one -> text.append(outcome(one)));
    text.append("public class ").append(name()).append(" {\n");
    String scenario = simple(test.className());
    text.append(String.format("  private final %s scenario = new %s();%n", scenario, scenario));
    test.actors().forEach(actor -> text.append(method("Actor", actor)));
    test.arbiter().ifPresent(arbiter -> text.append(method("Arbiter", arbiter)));
    return text.append("}\n").toString();
  }

  private boolean isState() {
    return test.state().equals(Optional.of(test.className()));
  }

  private List<String> imports() {
    TreeSet<String> names = new TreeSet<>();
    List<String> annotations =
        new ArrayList<>(List.of("Actor", "Expect", "JCStressTest", "Outcome"));
    if (isState()) {
      annotations.add("State");
    }
    test.arbiter().ifPresent(arbiter -> annotations.add("Arbiter"));
    annotations.forEach(name -> names.add(ANNOTATIONS + name));
    names.add(topLevel(test.className()));
    List<TestMethod> methods = new ArrayList<>(test.actors());
    test.arbiter().ifPresent(methods::add);
    methods.forEach(
        method ->
            Arrays.stream(Type.getArgumentTypes(method.descriptor()))
                .forEach(type -> names.add(topLevel(type.getInternalName()))));
    return List.copyOf(names);
  }

  private static String topLevel(String internalName) {
    return internalName.replaceAll("\\$.*", "").replace('/', '.');
  }

  /** As it is written in the source, with the class around it. */
  private static String simple(String internalName) {
    return internalName.substring(internalName.lastIndexOf('/') + 1).replace('$', '.');
  }

  private String comment(Optional<Reduced> reduced) {
    Witness witness = reduced.map(Reduced::witness).orElse(minimal.witness());
    String places = accesses(witness).collect(Collectors.joining(", "));
    List<String> lines = new ArrayList<>();
    String link = reduced.isPresent() ? "code" : "link";
    String scenario = simple(test.className());
    lines.add(String.format("%s in {@%s %s}.", brokenLine(), link, scenario));
    reduced.ifPresent(small -> lines.add("<p>Of its source, " + small.line() + " are left."));
    lines.add("");
    lines.add("<p>Accesses: " + (places.isEmpty() ? "none named" : places) + ".");
    String who = reduced.isPresent() ? "<p>The whole scenario " : "<p>It ";
    lines.add(who + minimal.modelLine() + ".");
    lines.add(who + minimal.modesLine() + ".");
    lines.add("<p>Replay: {@code " + witness.recording() + "}");
    return lines.stream()
        .map(line -> line.isEmpty() ? " *\n" : " * " + line + "\n")
        .collect(Collectors.joining("", "/**\n", " */\n"));
  }

  /** Where they are, or what they are where the finding's engine did not know. */
  private Stream<String> accesses(Witness witness) {
    return finding.places().isEmpty()
        ? witness.toBlame().stream().map(step -> step.mode() + " " + step.withoutValues())
        : finding.places().stream().map(Place::at);
  }

  private String brokenLine() {
    String first = finding.broken().lines().findFirst().orElse("it fails");
    return "Finding " + finding.signature() + ": {@code " + first.replace('}', ')') + "}";
  }

  private static String outcome(OutcomeCase one) {
    String id = one.id().isEmpty() ? "" : "id = " + Quoted.of(one.id()) + ", ";
    return String.format(
        "@Outcome(%sexpect = Expect.%s, desc = %s)%n",
        id, one.expect().name(), Quoted.of(one.description()));
  }

  private static String method(String annotation, TestMethod method) {
    List<String> parameters = new ArrayList<>();
    List<String> arguments = new ArrayList<>();
    for (Type type : Type.getArgumentTypes(method.descriptor())) {
      String argument = "a" + arguments.size();
      parameters.add(simple(type.getInternalName()) + " " + argument);
      arguments.add(argument);
    }
    return String.format(
        "%n  @%s%n  public void %s(%s) {%n    scenario.%s(%s);%n  }%n",
        annotation,
        method.name(),
        String.join(", ", parameters),
        method.name(),
        String.join(", ", arguments));
  }
}
