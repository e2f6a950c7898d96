package io.quiesce.hunt.ledger;

import com.fasterxml.jackson.core.type.TypeReference;
import io.quiesce.hunt.finding.Check;
import io.quiesce.hunt.finding.Evidence;
import io.quiesce.hunt.finding.FindingKind;
import io.quiesce.hunt.finding.Place;
import io.quiesce.hunt.finding.Sighting;
import io.quiesce.hunt.finding.WitnessStep;
import io.quiesce.hunt.model.Engine;
import io.quiesce.hunt.model.Job;
import io.quiesce.hunt.model.JobResult;
import io.quiesce.hunt.model.Machine;
import io.quiesce.hunt.model.Night;
import io.quiesce.hunt.model.Outcome;
import io.quiesce.hunt.model.Planted;
import io.quiesce.hunt.model.Scenario;
import io.quiesce.hunt.model.Shard;
import io.quiesce.hunt.model.Unit;
import io.quiesce.hunt.model.Verdict;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;

/** Rows become values again. */
final class Rows {
  private static final TypeReference<List<String>> STRINGS = new TypeReference<>() {};
  private static final TypeReference<List<Outcome>> OUTCOMES = new TypeReference<>() {};
  private static final TypeReference<List<Place>> PLACES = new TypeReference<>() {};
  private static final TypeReference<List<WitnessStep>> STEPS = new TypeReference<>() {};

  private Rows() {}

  /** A row of {@code night} and what was planted in it. */
  static Night night(ResultSet row, List<Planted> planted) throws SQLException {
    return new Night(
        row.getString("id"),
        Columns.instant(row.getLong("started")),
        Columns.optional(row.getLong("ended")),
        new Machine(
            row.getString("host"),
            row.getString("cpu"),
            row.getInt("cpus"),
            row.getString("system")),
        Columns.value(row.getString("jdks"), STRINGS),
        Shard.parse(row.getString("shard")),
        row.getLong("seed"),
        Columns.duration(row.getLong("budget")),
        row.getInt("interrupted") != 0,
        row.getInt("planned"),
        planted);
  }

  static Planted planted(ResultSet row) throws SQLException {
    return new Planted(
        row.getString("bug"),
        row.getString("tool"),
        Planted.State.valueOf(row.getString("state")),
        Columns.duration(row.getLong("time")),
        row.getString("note"));
  }

  static JobResult result(ResultSet row) throws SQLException {
    Job job =
        new Job(
            scenario(row),
            row.getString("jdk"),
            row.getLong("seed"),
            row.getInt("round"),
            Columns.duration(row.getLong("budget")));
    return new JobResult(
        row.getString("night"),
        job,
        Verdict.valueOf(row.getString("verdict")),
        Columns.instant(row.getLong("started")),
        Columns.duration(row.getLong("time")),
        row.getLong("executions"),
        Columns.value(row.getString("outcomes"), OUTCOMES),
        row.getInt("complete") != 0,
        row.getString("hash"),
        row.getString("note"));
  }

  static Unit unit(ResultSet row) throws SQLException {
    return new Unit(scenario(row), row.getString("jdk"));
  }

  private static Scenario scenario(ResultSet row) throws SQLException {
    return new Scenario(row.getString("scenario"), Engine.labelled(row.getString("engine")));
  }

  /** A row of {@code sighting}, joined with its {@code evidence}. */
  static Sighting sighting(ResultSet row) throws SQLException {
    return new Sighting(
        row.getString("signature"),
        row.getString("night"),
        row.getString("job"),
        Columns.instant(row.getLong("at")),
        FindingKind.valueOf(row.getString("kind")),
        scenario(row),
        row.getString("jdk"),
        row.getString("broken"),
        Columns.value(row.getString("places"), PLACES),
        row.getString("replay"),
        row.getString("recording"),
        row.getString("hash"),
        new Evidence(
            row.getString("text"),
            row.getString("svg"),
            Columns.value(row.getString("steps"), STEPS)));
  }

  static Check check(ResultSet row) throws SQLException {
    return new Check(
        row.getString("signature"),
        row.getString("night"),
        Columns.instant(row.getLong("at")),
        row.getInt("seen") != 0,
        row.getString("hash"),
        row.getString("how"));
  }
}
