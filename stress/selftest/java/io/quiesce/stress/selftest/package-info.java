/**
 * Tests of the stress launcher: classes that must fail, and a JUnit test that they do.
 *
 * <p>Each planted class goes wrong in one way that a launcher could overlook. They are compiled to
 * a directory of their own and run by a launcher of their own, never together with real tests.
 */
package io.quiesce.stress.selftest;
