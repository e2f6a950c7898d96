/**
 * Programs of the lessons on what one thread sees of another's writes.
 *
 * <p>One class a lesson, with its programs nested in it, the wrong ones as well as the right ones;
 * each is a test for jcstress and for the explorer. Depends on jcstress' annotations only.
 */
package io.quiesce.course.visibility;
