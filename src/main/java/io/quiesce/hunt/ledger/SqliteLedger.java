package io.quiesce.hunt.ledger;

import io.quiesce.hunt.finding.Check;
import io.quiesce.hunt.finding.Sighting;
import io.quiesce.hunt.model.JobResult;
import io.quiesce.hunt.model.Night;
import io.quiesce.hunt.model.Planted;
import io.quiesce.hunt.model.Unit;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A ledger in one SQLite file. Several processes may have the same file open. */
public final class SqliteLedger implements Ledger {
  private final Path file;
  private final Connection connection;
  private final Writes writes;

  private SqliteLedger(Path file, Connection connection) {
    this.file = file;
    this.connection = connection;
    this.writes = new Writes(connection);
  }

  /**
   * Opens a ledger, and makes one where there is no file.
   *
   * @throws LedgerException if the file is no ledger, or of a newer version
   */
  public static SqliteLedger open(Path file) {
    return new SqliteLedger(file, Schema.open(file));
  }

  private interface Action {
    int run() throws SQLException;
  }

  private interface Reader<T> {
    T read(ResultSet row) throws SQLException;
  }

  /** All or nothing. */
  private synchronized int transaction(Action action) {
    try {
      connection.setAutoCommit(false);
      try {
        int changed = action.run();
        connection.commit();
        return changed;
      } catch (SQLException | RuntimeException e) {
        connection.rollback();
        throw e;
      } finally {
        connection.setAutoCommit(true);
      }
    } catch (SQLException e) {
      throw new LedgerException("the ledger " + file + " cannot be written: " + e.getMessage(), e);
    }
  }

  private synchronized <T> List<T> query(Reader<T> reader, String sql, Object... values) {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < values.length; i++) {
        statement.setObject(i + 1, values[i]);
      }
      List<T> all = new ArrayList<>();
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          all.add(reader.read(rows));
        }
      }
      return all;
    } catch (SQLException e) {
      throw new LedgerException("the ledger " + file + " cannot be read: " + e.getMessage(), e);
    }
  }

  @Override
  public void add(Night night) {
    transaction(() -> writes.put(night));
  }

  @Override
  public void add(JobResult result, List<Sighting> sightings) {
    transaction(
        () -> {
          int changed = writes.put(result);
          for (Sighting sighting : sightings) {
            changed += writes.put(sighting);
          }
          return changed;
        });
  }

  @Override
  public void add(Check check) {
    transaction(() -> writes.put(check));
  }

  @Override
  public void plan(String night, List<Unit> units) {
    transaction(() -> put(night, units));
  }

  private int put(String night, List<Unit> units) throws SQLException {
    int changed = 0;
    for (Unit unit : units) {
      changed += writes.put(night, unit);
    }
    return changed;
  }

  @Override
  public List<Unit> plan(String night) {
    return query(Rows::unit, "SELECT * FROM unit WHERE night = ?", night).stream()
        .sorted()
        .toList();
  }

  @Override
  public List<Night> nights() {
    Map<String, List<Planted>> planted = new HashMap<>();
    query(
        row ->
            planted
                .computeIfAbsent(row.getString("night"), n -> new ArrayList<>())
                .add(Rows.planted(row)),
        "SELECT * FROM planted ORDER BY night, bug, tool");
    return query(
        row -> Rows.night(row, planted.getOrDefault(row.getString("id"), List.of())),
        "SELECT * FROM night ORDER BY started, id");
  }

  @Override
  public List<JobResult> results(String night) {
    return query(Rows::result, "SELECT * FROM result WHERE night = ? ORDER BY started, job", night);
  }

  @Override
  public List<JobResult> latestResults(Instant before) {
    return query(
        Rows::result,
        """
        SELECT * FROM (
          SELECT *, row_number() OVER (
            PARTITION BY scenario, engine, jdk, hash ORDER BY started DESC, night, job) AS age
          FROM result WHERE verdict NOT IN ('VACUOUS', 'NEVER_RAN') AND round >= 0
            AND started < ?)
        WHERE age = 1 ORDER BY scenario, engine, jdk, started""",
        Columns.of(before));
  }

  @Override
  public List<Sighting> sightings() {
    return query(
        Rows::sighting,
        "SELECT * FROM sighting JOIN evidence ON evidence.id = sighting.evidence"
            + " ORDER BY at, night, job, signature");
  }

  @Override
  public List<Check> checks() {
    return query(Rows::check, "SELECT * FROM looked ORDER BY at, night, signature, how");
  }

  @Override
  public int merge(Ledger other) {
    return transaction(
        () -> {
          int changed = 0;
          for (Night night : other.nights()) {
            changed += writes.put(night) + put(night.id(), other.plan(night.id()));
            for (JobResult result : other.results(night.id())) {
              changed += writes.put(result);
            }
          }
          for (Sighting sighting : other.sightings()) {
            changed += writes.put(sighting);
          }
          for (Check check : other.checks()) {
            changed += writes.put(check);
          }
          return changed;
        });
  }

  @Override
  public synchronized void close() {
    try {
      connection.close();
    } catch (SQLException e) {
      throw new LedgerException("the ledger " + file + " cannot be closed: " + e.getMessage(), e);
    }
  }
}
