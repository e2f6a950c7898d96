package io.quiesce.learn.course;

/**
 * The execution that a lesson shows.
 *
 * @param variant name of the variant
 * @param outcome the outcome that it must have
 */
public record Pictured(String variant, String outcome) {}
