/**
 * What a lesson is, and how it is read: {@code course/<nn-slug>/lesson.yaml} and {@code lesson.md},
 * and one Java file with the programs, of which the product carries source and classes.
 *
 * <p>Reading is strict: an unknown or a missing key, an unknown word or a program that is not in
 * the source fails with the file's name. Everything is immutable.
 *
 * <p>Depends on {@code bugs.place} and {@code explore.model}.
 */
package io.quiesce.learn.course;
