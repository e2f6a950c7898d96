package io.quiesce.bugs.corpus;

/**
 * What a bug promises of one tool.
 *
 * @param expect whether the tool finds it
 * @param why the reason, in a sentence
 * @param first regular expression of the tests to run first; empty for no preference
 */
public record Forecast(Expectation expect, String why, String first) {}
