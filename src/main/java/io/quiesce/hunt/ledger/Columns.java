package io.quiesce.hunt.ledger;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** How values stand in columns: times in microseconds, lists as JSON. */
final class Columns {
  /** Where an instant is not known. */
  static final long NEVER = -1;

  private static final ObjectMapper MAPPER = new ObjectMapper();

  private Columns() {}

  /** Microseconds since 1970. */
  static long of(Instant at) {
    return ChronoUnit.MICROS.between(Instant.EPOCH, at);
  }

  static long of(Optional<Instant> at) {
    return at.map(Columns::of).orElse(NEVER);
  }

  static Instant instant(long micros) {
    return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
  }

  static Optional<Instant> optional(long micros) {
    return micros == NEVER ? Optional.empty() : Optional.of(instant(micros));
  }

  static long of(Duration time) {
    return time.toNanos() / 1_000;
  }

  static Duration duration(long micros) {
    return Duration.of(micros, ChronoUnit.MICROS);
  }

  static String json(Object value) {
    try {
      return MAPPER.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new LedgerException("a value has no form as JSON: " + value, e);
    }
  }

  static <T> T value(String json, TypeReference<T> type) {
    try {
      return MAPPER.readValue(json, type);
    } catch (JsonProcessingException e) {
      throw new LedgerException("a column of the ledger is damaged: " + json, e);
    }
  }
}
