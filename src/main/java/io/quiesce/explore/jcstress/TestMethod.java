package io.quiesce.explore.jcstress;

/**
 * A method that a test wants run.
 *
 * @param owner internal name of the class to call it on
 * @param name its name
 * @param descriptor its descriptor
 */
public record TestMethod(String owner, String name, String descriptor) {}
