/**
 * The rules that the packages keep among themselves, and the proof that each rule can fail.
 *
 * <p>A rule is a method that takes classes and gives its violations as text; {@code
 * ArchitectureTest} applies it to the product, and to the classes in {@code planted}, which break
 * it.
 */
package io.quiesce.architecture;
