/**
 * Classes that live in the isolating loader: the hooks, which are loaded as they are, and the
 * models, which are rewritten like the user's classes and stand for classes that the JVM treats
 * specially.
 *
 * <p>In the bytes of a model, {@code Thread} and {@code VarHandle} are renamed like everywhere
 * else, so a model must not name a class that it stands for, unless it means itself.
 *
 * <p>A method that a model does not have is one that the explorer refuses by name.
 */
package io.quiesce.explore.java.model;
