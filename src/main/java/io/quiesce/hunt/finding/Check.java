package io.quiesce.hunt.finding;

import java.time.Instant;

/**
 * An open finding was looked for in a night. A fact: never changed.
 *
 * @param signature which finding
 * @param night in which night
 * @param at when
 * @param seen whether it was there
 * @param hash of the classes that ran
 * @param how it was looked for, in a few words
 */
public record Check(
    String signature, String night, Instant at, boolean seen, String hash, String how) {}
