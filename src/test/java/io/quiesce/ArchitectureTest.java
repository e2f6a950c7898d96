package io.quiesce;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import io.quiesce.architecture.Blocking;
import io.quiesce.architecture.Layers;
import io.quiesce.architecture.StaticState;
import io.quiesce.architecture.SystemStackDiscipline;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;

/** The rules of the packages, on the product and on what is planted to break them. */
final class ArchitectureTest {
  private static final JavaClasses PRODUCT =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("io.quiesce");

  private static final JavaClasses PLANTED =
      new ClassFileImporter().importPackages("io.quiesce.architecture.planted");

  private static final ArchRule NO_CYCLES =
      slices().matching("io.quiesce.(**)").should().beFreeOfCycles();

  private static final ArchRule NO_EMPTY_NAMES =
      noClasses().should().haveNameMatching(".*(Util|Utils|Helper|Manager)s?(\\$.*)?");

  @Nested
  final class Product {
    @Test
    void layers_importsOnlyGoDown() {
      assertThat(PRODUCT).isNotEmpty();
      assertThat(Layers.violations(PRODUCT)).isEmpty();
    }

    @Test
    void packages_haveNoCycles() {
      NO_CYCLES.check(PRODUCT);
    }

    @Test
    void names_sayWhatAClassIs() {
      NO_EMPTY_NAMES.check(PRODUCT);
    }

    @Test
    void state_isNeverStatic() {
      assertThat(StaticState.violations(PRODUCT)).isEmpty();
    }

    @Test
    void subject_neverBlocks(TestReporter reporter) {
      assertThat(in("phase")).isNotEmpty();
      for (String layer : Blocking.LAYERS) {
        JavaClasses classes = in(layer);
        if (classes.isEmpty()) {
          reporter.publishEntry("no classes yet", layer);
        }
        assertThat(Blocking.violations(classes)).as(layer).isEmpty();
      }
    }

    @Test
    void systemStack_isCertainAtEachCall(TestReporter reporter) {
      reporter.publishEntry("calls judged", "" + SystemStackDiscipline.judged(PRODUCT));
      assertThat(SystemStackDiscipline.violations(PRODUCT)).isEmpty();
    }

    private JavaClasses in(String layer) {
      return PRODUCT.that(
          DescribedPredicate.describe(
              "in " + layer,
              (JavaClass type) ->
                  (type.getPackageName() + ".").startsWith("io.quiesce." + layer + ".")));
    }
  }

  @Nested
  final class Planted {
    @Test
    void layers_upwardAndUnknown_areViolations() {
      assertThat(
              Stream.of(
                      "phase>heap",
                      "heap>sched",
                      "sched>heap",
                      "explore>oracle",
                      "gc>runtime",
                      "explore>bugs",
                      "oracle>bugs",
                      "trace>bugs",
                      "bugs>gc",
                      "hunt>report",
                      "report>cli",
                      "bugs>learn",
                      "learn>gc",
                      "learn>hunt",
                      "bugs>cli")
                  .map(edge -> edge.split(">"))
                  .filter(e -> Layers.violation("io.quiesce." + e[0], below(e[1])).isEmpty()))
          .isEmpty();
      assertThat(Layers.violation("io.quiesce.stack", below("heap"))).isEmpty();
      assertThat(Layers.violation("io.quiesce.bugs", below("explore"))).isEmpty();
      assertThat(Layers.violation("io.quiesce.stack", "java.util")).isEmpty();
      assertThat(Layers.violations(PLANTED)).isNotEmpty().allMatch(v -> v.contains("no layer"));
    }

    private String below(String layer) {
      return "io.quiesce." + layer + ".below";
    }

    @Test
    void packages_cycle_isFound() {
      assertThatThrownBy(() -> NO_CYCLES.check(PLANTED))
          .isInstanceOf(AssertionError.class)
          .hasMessageContaining("planted.first");
    }

    @Test
    void names_helper_isFound() {
      assertThatThrownBy(() -> NO_EMPTY_NAMES.check(PLANTED))
          .isInstanceOf(AssertionError.class)
          .hasMessageContaining("PlantedHelper");
    }

    @Test
    void state_fourKinds_areFound() {
      assertThat(StaticState.violations(PLANTED))
          .hasSize(4)
          .noneMatch(violation -> violation.contains("FINE"));
    }

    @Test
    void blocking_fourKinds_areFound() {
      List<String> violations = Blocking.violations(PLANTED);
      assertThat(violations).anyMatch(v -> v.contains("Waiting.method() is synchronized"));
      assertThat(violations).anyMatch(v -> v.contains("Waiting.block has a synchronized block"));
      assertThat(violations).anyMatch(v -> v.contains("ReentrantLock"));
      assertThat(violations).anyMatch(v -> v.contains("sleep"));
    }

    @Test
    void systemStack_threeWrongCalls_areFoundAndNoRightOne() {
      List<String> violations = SystemStackDiscipline.violations(PLANTED);
      assertThat(violations).hasSize(3).noneMatch(v -> v.contains(".right"));
      assertThat(SystemStackDiscipline.judged(PLANTED)).isEqualTo(7);
    }
  }
}
