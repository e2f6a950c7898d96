/**
 * Exploring one test: from classes to a verdict. This is the plain API.
 *
 * <pre>{@code
 * ClassPath classes = new ClassPath(List.of(Path.of("target/test-classes")));
 * TestCase test = new TestScanner(classes).find("demo/Dekker").orElseThrow();
 * TestReport report = Exploration.of(test, classes).under(Model.JMM).run();
 * if (report.verdict() != Verdict.PROVED) { ... }
 * }</pre>
 *
 * <p>A caller runs {@link io.quiesce.explore.run.Canaries#check} first: an explorer that misses a
 * known race proves nothing.
 *
 * <p>Depends on {@code explore.jcstress}, {@code explore.java} and {@code explore.search}.
 */
package io.quiesce.explore.run;
