package io.quiesce.explore.jcstress;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.objectweb.asm.tree.AnnotationNode;
import org.objectweb.asm.tree.ClassNode;

/** Reads jcstress' annotations from class files, by name. */
final class Annotations {
  private static final String PACKAGE = "Lorg/openjdk/jcstress/annotations/";

  private Annotations() {}

  /** The annotation of a simple name among those of an element. */
  static Optional<AnnotationNode> find(
      List<AnnotationNode> visible, List<AnnotationNode> invisible, String name) {
    return Stream.of(visible, invisible)
        .filter(list -> list != null)
        .flatMap(List::stream)
        .filter(node -> node.desc.equals(PACKAGE + name + ";"))
        .findFirst();
  }

  /** An element of an annotation, or null if it has its default. */
  static Object value(AnnotationNode annotation, String element) {
    if (annotation.values != null) {
      for (int i = 0; i < annotation.values.size(); i += 2) {
        if (annotation.values.get(i).equals(element)) {
          return annotation.values.get(i + 1);
        }
      }
    }
    return null;
  }

  /** A string or enum constant; empty if it has its default. */
  static String text(AnnotationNode annotation, String element) {
    Object value = value(annotation, element);
    if (value instanceof String[] constant) {
      return constant[1];
    }
    return value == null ? "" : value.toString();
  }

  /** All cases of the {@code @Outcome} annotations of a class. */
  static List<OutcomeCase> outcomes(ClassNode node) {
    List<OutcomeCase> cases = new ArrayList<>();
    find(node.visibleAnnotations, node.invisibleAnnotations, "Outcome$Outcomes")
        .map(container -> value(container, "value"))
        .ifPresent(
            all -> ((List<?>) all).forEach(one -> cases.addAll(cases((AnnotationNode) one))));
    find(node.visibleAnnotations, node.invisibleAnnotations, "Outcome")
        .ifPresent(one -> cases.addAll(cases(one)));
    return cases;
  }

  private static List<OutcomeCase> cases(AnnotationNode outcome) {
    Expectation expect = Expectation.valueOf(text(outcome, "expect"));
    String description = text(outcome, "desc");
    Object ids = value(outcome, "id");
    if (ids instanceof List<?> list && !list.isEmpty()) {
      return list.stream().map(id -> new OutcomeCase(id.toString(), expect, description)).toList();
    }
    return List.of(new OutcomeCase("", expect, description));
  }
}
