/**
 * Classes annotated for jcstress, as programs to explore.
 *
 * <p>The annotations are recognised by name in the class files, so jcstress need not be there; its
 * result classes ({@code II_Result} and the like) are made when they are asked for. The meaning of
 * {@code @Actor}, {@code @Arbiter}, {@code @Signal}, {@code @State}, {@code @Outcome} and
 * {@code @JCStressMeta} is that of jcstress 0.16.
 *
 * <p>Depends on {@code explore.java}, {@code explore.transform} and ASM.
 */
package io.quiesce.explore.jcstress;
