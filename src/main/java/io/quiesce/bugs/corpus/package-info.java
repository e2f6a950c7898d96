/**
 * What a bug is, and how it is read: {@code bugs/<slug>/bug.yaml}, {@code bug.patch} and {@code
 * lesson.md}.
 *
 * <p>Reading is strict: an unknown or a missing key, an unknown word or an empty reason fails with
 * the file's name. Everything is immutable.
 *
 * <p>Depends on {@code place}.
 */
package io.quiesce.bugs.corpus;
