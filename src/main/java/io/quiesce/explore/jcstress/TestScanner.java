package io.quiesce.explore.jcstress;

import io.quiesce.explore.transform.classes.ClassBytes;
import io.quiesce.explore.transform.classes.ResultNames;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AnnotationNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.MethodNode;

/** Finds jcstress tests among class files. */
public final class TestScanner {
  private final ClassBytes bytes;
  private final Map<String, ClassNode> read = new HashMap<>();

  /** A scanner of classes. */
  public TestScanner(ClassBytes bytes) {
    this.bytes = bytes;
  }

  /**
   * The test that a class is, if it is one.
   *
   * @param className internal name
   * @throws InvalidTestException if it is annotated as a test but cannot be one
   */
  public Optional<TestCase> find(String className) {
    ClassNode node = node(className);
    // a file that lies where another class belongs, as in a folder of resources, is no class there
    if (node == null || !node.name.equals(className)) {
      return Optional.empty();
    }
    return Annotations.find(node.visibleAnnotations, node.invisibleAnnotations, "JCStressTest")
        .map(annotation -> read(node, annotation));
  }

  /**
   * The tests among some classes, in their order.
   *
   * @param classNames internal names
   * @throws InvalidTestException as {@link #find}
   */
  public List<TestCase> findAll(List<String> classNames) {
    return classNames.stream().map(this::find).flatMap(Optional::stream).toList();
  }

  private ClassNode node(String className) {
    if (className == null || className.startsWith("java/")) {
      return null;
    }
    return read.computeIfAbsent(
        className,
        name -> {
          byte[] file = bytes.find(name);
          if (file == null) {
            return null;
          }
          ClassNode node = new ClassNode();
          new ClassReader(file).accept(node, ClassReader.SKIP_CODE | ClassReader.SKIP_DEBUG);
          return node;
        });
  }

  private TestCase read(ClassNode node, AnnotationNode annotation) {
    boolean termination = Annotations.text(annotation, "value").equals("Termination");
    List<TestMethod> actors = methods(node, "Actor");
    List<TestMethod> arbiters = methods(node, "Arbiter");
    List<TestMethod> signals = methods(node, "Signal");
    requireMethods(node, termination, actors, arbiters, signals);
    List<TestMethod> all = new ArrayList<>(actors);
    all.addAll(arbiters);
    all.addAll(signals);
    Optional<String> state = parameter(node, all, "State");
    Optional<String> result = parameter(node, all, "Result");
    List<TestMethod> threads = new ArrayList<>(actors);
    threads.addAll(signals);
    return new TestCase(
        node.name,
        threads,
        arbiters.stream().findFirst(),
        state,
        result,
        termination,
        Outcomes.of(cases(node)));
  }

  private static void requireMethods(
      ClassNode node,
      boolean termination,
      List<TestMethod> actors,
      List<TestMethod> arbiters,
      List<TestMethod> signals) {
    String name = node.name.replace('/', '.');
    if (actors.isEmpty()) {
      throw new InvalidTestException(name + " has no @Actor method");
    }
    if (arbiters.size() > 1) {
      throw new InvalidTestException(name + " has more than one @Arbiter method");
    }
    if (termination && (actors.size() != 1 || signals.size() != 1)) {
      throw new InvalidTestException(
          name + " needs one @Actor and one @Signal to test termination");
    }
    if (!termination && !signals.isEmpty()) {
      throw new InvalidTestException(name + " has a @Signal but does not test termination");
    }
  }

  /** Annotated methods of the class and its superclasses; an overriding one hides the other. */
  private List<TestMethod> methods(ClassNode test, String annotation) {
    Map<String, TestMethod> found = new LinkedHashMap<>();
    Set<String> overridden = new HashSet<>();
    for (ClassNode at = test; at != null; at = node(at.superName)) {
      for (MethodNode method : at.methods) {
        String key = method.name + method.desc;
        boolean here =
            Annotations.find(method.visibleAnnotations, method.invisibleAnnotations, annotation)
                .isPresent();
        if (here && !overridden.contains(key) && (method.access & Opcodes.ACC_ABSTRACT) == 0) {
          found.putIfAbsent(key, new TestMethod(test.name, method.name, method.desc));
        }
        overridden.add(key);
      }
    }
    return found.values().stream().sorted(Comparator.comparing(TestMethod::name)).toList();
  }

  private Optional<String> parameter(ClassNode test, List<TestMethod> methods, String annotation) {
    if (isAnnotated(test.name, annotation)) {
      return Optional.of(test.name);
    }
    for (TestMethod method : methods) {
      for (Type type : Type.getArgumentTypes(method.descriptor())) {
        if (type.getSort() == Type.OBJECT && isAnnotated(type.getInternalName(), annotation)) {
          return Optional.of(type.getInternalName());
        }
      }
    }
    return Optional.empty();
  }

  private boolean isAnnotated(String className, String annotation) {
    if (ResultNames.isResult(className)) {
      return annotation.equals("Result");
    }
    ClassNode node = node(className);
    return node != null
        && Annotations.find(node.visibleAnnotations, node.invisibleAnnotations, annotation)
            .isPresent();
  }

  /** The cases of the class that {@code @JCStressMeta} names, then the test's own. */
  private List<OutcomeCase> cases(ClassNode node) {
    List<OutcomeCase> cases = new ArrayList<>();
    Annotations.find(node.visibleAnnotations, node.invisibleAnnotations, "JCStressMeta")
        .map(meta -> node(((Type) Annotations.value(meta, "value")).getInternalName()))
        .ifPresent(meta -> cases.addAll(inherited(meta)));
    cases.addAll(inherited(node));
    return cases;
  }

  /** {@code @Outcome} is inherited as a whole by classes that have none of their own. */
  private List<OutcomeCase> inherited(ClassNode node) {
    for (ClassNode at = node; at != null; at = node(at.superName)) {
      List<OutcomeCase> own = Annotations.outcomes(at);
      if (!own.isEmpty()) {
        return own;
      }
    }
    return List.of();
  }
}
