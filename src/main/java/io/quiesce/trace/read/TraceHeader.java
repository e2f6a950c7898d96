package io.quiesce.trace.read;

import java.util.Collections;
import java.util.Map;
import java.util.Set;

/**
 * What a trace says about itself before its first event.
 *
 * @param version the format's version, always 1
 * @param runtime the recorded runtime, such as {@code go1.19.8}
 * @param platform operating system and architecture, such as {@code linux/amd64}
 * @param meta the {@code #meta} entries in file order
 * @param declared the kinds that have a schema line; only these occur in the file
 */
public record TraceHeader(
    int version,
    String runtime,
    String platform,
    Map<String, String> meta,
    Set<EventKind> declared) {
  /** Copies nothing: the reader hands over collections that it does not keep. */
  public TraceHeader {
    meta = Collections.unmodifiableMap(meta);
    declared = Collections.unmodifiableSet(declared);
  }
}
