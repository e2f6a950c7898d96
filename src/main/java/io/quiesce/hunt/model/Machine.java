package io.quiesce.hunt.model;

/**
 * Where a night ran.
 *
 * @param host its name
 * @param cpu the model of its CPU as the operating system says it, or the architecture
 * @param cpus how many of them this process may use
 * @param system operating system and architecture
 */
public record Machine(String host, String cpu, int cpus, String system) {}
