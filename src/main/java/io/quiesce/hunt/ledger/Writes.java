package io.quiesce.hunt.ledger;

import io.quiesce.hunt.finding.Check;
import io.quiesce.hunt.finding.Evidence;
import io.quiesce.hunt.finding.Sighting;
import io.quiesce.hunt.model.JobResult;
import io.quiesce.hunt.model.Night;
import io.quiesce.hunt.model.Planted;
import io.quiesce.hunt.model.Unit;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.UUID;

/**
 * Values become rows. Where there is one with the same key already, which of the two stays does not
 * depend on their order: of two facts the earlier, of two states of a night the later. Each method
 * says how many rows are new or other than they were.
 */
final class Writes {
  private final Connection connection;

  Writes(Connection connection) {
    this.connection = connection;
  }

  int put(Night night) throws SQLException {
    int changed =
        update(
            """
            INSERT INTO night VALUES(?,?,?,?,?,?,?,?,?,?,?,?,?)
            ON CONFLICT(id) DO UPDATE SET ended = max(ended, excluded.ended),
              interrupted = max(interrupted, excluded.interrupted),
              budget = max(budget, excluded.budget), planned = max(planned, excluded.planned)
            WHERE excluded.ended > ended OR excluded.interrupted > interrupted
              OR excluded.budget > budget OR excluded.planned > planned""",
            night.id(),
            Columns.of(night.started()),
            Columns.of(night.ended()),
            night.machine().host(),
            night.machine().cpu(),
            night.machine().cpus(),
            night.machine().system(),
            Columns.json(night.jdks()),
            night.shard().toString(),
            night.seed(),
            Columns.of(night.budget()),
            night.interrupted() ? 1 : 0,
            night.planned());
    for (Planted planted : night.planted()) {
      changed += put(night.id(), planted);
    }
    return changed;
  }

  /** The words of the states sort the other way round: found, missed, pending. */
  private int put(String night, Planted planted) throws SQLException {
    return update(
        """
        INSERT INTO planted VALUES(?,?,?,?,?,?)
        ON CONFLICT(night, bug, tool)
          DO UPDATE SET state = excluded.state, time = excluded.time, note = excluded.note
        WHERE excluded.state < state
          OR (excluded.state = state AND (excluded.time, excluded.note) < (time, note))""",
        night,
        planted.bug(),
        planted.tool(),
        planted.state().name(),
        Columns.of(planted.time()),
        planted.note());
  }

  int put(String night, Unit unit) throws SQLException {
    return update(
        "INSERT INTO unit VALUES(?,?,?,?) ON CONFLICT(night, scenario, engine, jdk) DO NOTHING",
        night,
        unit.scenario().name(),
        unit.scenario().engine().label(),
        unit.jdk());
  }

  int put(JobResult result) throws SQLException {
    return update(
        """
        INSERT INTO result VALUES(?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)
        ON CONFLICT(night, job) DO UPDATE SET verdict = excluded.verdict,
          started = excluded.started, time = excluded.time, executions = excluded.executions,
          outcomes = excluded.outcomes, complete = excluded.complete, hash = excluded.hash,
          note = excluded.note, budget = excluded.budget
        WHERE (excluded.started, excluded.time, excluded.verdict, excluded.outcomes, excluded.note)
          < (started, time, verdict, outcomes, note)""",
        result.night(),
        result.job().key(),
        result.job().scenario().engine().label(),
        result.job().scenario().name(),
        result.job().jdk(),
        result.job().seed(),
        result.job().round(),
        Columns.of(result.job().budget()),
        result.verdict().name(),
        Columns.of(result.started()),
        Columns.of(result.time()),
        result.executions(),
        Columns.json(result.outcomes()),
        result.complete() ? 1 : 0,
        result.hash(),
        result.note());
  }

  int put(Sighting sighting) throws SQLException {
    String evidence = put(sighting.evidence());
    return update(
        """
        INSERT INTO sighting VALUES(?,?,?,?,?,?,?,?,?,?,?,?,?,?)
        ON CONFLICT(night, job, signature) DO UPDATE SET at = excluded.at, kind = excluded.kind,
          broken = excluded.broken, places = excluded.places, replay = excluded.replay,
          recording = excluded.recording, hash = excluded.hash, evidence = excluded.evidence
        WHERE (excluded.at, excluded.replay, excluded.broken, excluded.evidence)
          < (at, replay, broken, evidence)""",
        sighting.signature(),
        sighting.night(),
        sighting.job(),
        Columns.of(sighting.at()),
        sighting.kind().name(),
        sighting.scenario().engine().label(),
        sighting.scenario().name(),
        sighting.jdk(),
        sighting.broken(),
        Columns.json(sighting.places()),
        sighting.replay(),
        sighting.recording(),
        sighting.hash(),
        evidence);
  }

  /** Evidence is large and repeats from night to night, so it is kept once, by its contents. */
  private String put(Evidence evidence) throws SQLException {
    String steps = Columns.json(evidence.steps());
    String all = evidence.text() + "\n" + evidence.svg() + "\n" + steps;
    String id = UUID.nameUUIDFromBytes(all.getBytes(StandardCharsets.UTF_8)).toString();
    update(
        "INSERT INTO evidence VALUES(?,?,?,?) ON CONFLICT(id) DO NOTHING",
        id,
        evidence.text(),
        evidence.svg(),
        steps);
    return id;
  }

  int put(Check check) throws SQLException {
    return update(
        """
        INSERT INTO looked VALUES(?,?,?,?,?,?)
        ON CONFLICT(night, signature, how)
          DO UPDATE SET at = excluded.at, seen = excluded.seen, hash = excluded.hash
        WHERE (excluded.at, excluded.seen, excluded.hash) < (at, seen, hash)""",
        check.signature(),
        check.night(),
        check.how(),
        Columns.of(check.at()),
        check.seen() ? 1 : 0,
        check.hash());
  }

  private int update(String sql, Object... values) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < values.length; i++) {
        statement.setObject(i + 1, values[i]);
      }
      return statement.executeUpdate();
    }
  }
}
