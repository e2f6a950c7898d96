package io.quiesce.hunt.ledger;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.sqlite.SQLiteConfig;

/**
 * The tables of a ledger, and how a file is told to be one.
 *
 * <p>The header of the file carries an application id and the version of the tables (SQLite's
 * {@code application_id} and {@code user_version}). The journal is a write-ahead log, synced at
 * each commit, so that neither a killed process nor a lost machine loses what was committed.
 */
final class Schema {
  /** "QUIE". */
  private static final int APPLICATION = 0x51554945;

  /** 2: the units of plans; a ledger of 1 gets an empty table of them. */
  private static final int VERSION = 2;

  /** Another process may be in the middle of a transaction; none takes long. */
  private static final int WAIT_MILLIS = 60_000;

  private static final String UNITS =
      """
      CREATE TABLE unit(night TEXT NOT NULL, scenario TEXT NOT NULL, engine TEXT NOT NULL,
        jdk TEXT NOT NULL, PRIMARY KEY(night, scenario, engine, jdk)) WITHOUT ROWID""";

  private static final List<String> TABLES =
      List.of(
          """
          CREATE TABLE night(id TEXT PRIMARY KEY, started INTEGER NOT NULL, ended INTEGER NOT NULL,
            host TEXT NOT NULL, cpu TEXT NOT NULL, cpus INTEGER NOT NULL, system TEXT NOT NULL,
            jdks TEXT NOT NULL, shard TEXT NOT NULL, seed INTEGER NOT NULL, budget INTEGER NOT NULL,
            interrupted INTEGER NOT NULL, planned INTEGER NOT NULL) WITHOUT ROWID""",
          """
          CREATE TABLE planted(night TEXT NOT NULL, bug TEXT NOT NULL, tool TEXT NOT NULL,
            state TEXT NOT NULL, time INTEGER NOT NULL, note TEXT NOT NULL,
            PRIMARY KEY(night, bug, tool)) WITHOUT ROWID""",
          """
          CREATE TABLE result(night TEXT NOT NULL, job TEXT NOT NULL, engine TEXT NOT NULL,
            scenario TEXT NOT NULL, jdk TEXT NOT NULL, seed INTEGER NOT NULL,
            round INTEGER NOT NULL, budget INTEGER NOT NULL, verdict TEXT NOT NULL,
            started INTEGER NOT NULL, time INTEGER NOT NULL, executions INTEGER NOT NULL,
            outcomes TEXT NOT NULL, complete INTEGER NOT NULL, hash TEXT NOT NULL,
            note TEXT NOT NULL,
            PRIMARY KEY(night, job)) WITHOUT ROWID""",
          """
          CREATE INDEX result_of_scenario ON result(scenario, engine, jdk, hash, started)""",
          """
          CREATE TABLE evidence(id TEXT PRIMARY KEY, text TEXT NOT NULL, svg TEXT NOT NULL,
            steps TEXT NOT NULL) WITHOUT ROWID""",
          """
          CREATE TABLE sighting(signature TEXT NOT NULL, night TEXT NOT NULL, job TEXT NOT NULL,
            at INTEGER NOT NULL, kind TEXT NOT NULL, engine TEXT NOT NULL, scenario TEXT NOT NULL,
            jdk TEXT NOT NULL, broken TEXT NOT NULL, places TEXT NOT NULL, replay TEXT NOT NULL,
            recording TEXT NOT NULL, hash TEXT NOT NULL, evidence TEXT NOT NULL,
            PRIMARY KEY(night, job, signature)) WITHOUT ROWID""",
          """
          CREATE TABLE looked(signature TEXT NOT NULL, night TEXT NOT NULL, how TEXT NOT NULL,
            at INTEGER NOT NULL, seen INTEGER NOT NULL, hash TEXT NOT NULL,
            PRIMARY KEY(night, signature, how)) WITHOUT ROWID""",
          UNITS);

  private Schema() {}

  /**
   * Opens a ledger, and makes one where there is no file.
   *
   * @throws LedgerException if the file is something else, or of a newer version
   */
  static Connection open(Path file) {
    Path directory = file.toAbsolutePath().getParent();
    if (directory == null || !Files.isDirectory(directory)) {
      throw new LedgerException(
          "no directory " + directory + " for the ledger " + file + "; make it first");
    }
    SQLiteConfig config = new SQLiteConfig();
    config.setBusyTimeout(WAIT_MILLIS);
    config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
    config.setTransactionMode(SQLiteConfig.TransactionMode.IMMEDIATE);
    try {
      Connection connection = config.createConnection("jdbc:sqlite:" + file.toAbsolutePath());
      try {
        prepare(connection, file);
        return connection;
      } catch (SQLException | LedgerException e) {
        connection.close();
        throw e;
      }
    } catch (SQLException e) {
      throw new LedgerException(
          file + " cannot be opened as a ledger of the hunt: " + e.getMessage(), e);
    }
  }

  private static void prepare(Connection connection, Path file) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      int application = number(statement, "PRAGMA application_id");
      int version = number(statement, "PRAGMA user_version");
      int tables = number(statement, "SELECT count(*) FROM sqlite_master");
      boolean empty = application == 0 && version == 0 && tables == 0;
      if (!empty && application != APPLICATION) {
        throw new LedgerException(
            file + " is a database of something else, not a ledger; name another with --ledger");
      } else if (version > VERSION) {
        throw new LedgerException(
            String.format(
                "%s has tables of version %d, and this program knows version %d; use a newer one",
                file, version, VERSION));
      }
      statement.execute("PRAGMA journal_mode=WAL");
      if (empty) {
        create(connection, statement);
      } else if (version < VERSION) {
        renew(connection, statement);
      }
    }
  }

  /** All at once; two processes may come here at the same time. */
  private static void create(Connection connection, Statement statement) throws SQLException {
    connection.setAutoCommit(false);
    if (number(statement, "SELECT count(*) FROM sqlite_master") == 0) {
      for (String table : TABLES) {
        statement.execute(table);
      }
      statement.execute("PRAGMA application_id=" + APPLICATION);
      statement.execute("PRAGMA user_version=" + VERSION);
    }
    connection.commit();
    connection.setAutoCommit(true);
  }

  private static void renew(Connection connection, Statement statement) throws SQLException {
    connection.setAutoCommit(false);
    if (number(statement, "PRAGMA user_version") < VERSION) {
      statement.execute(UNITS);
      statement.execute("PRAGMA user_version=" + VERSION);
    }
    connection.commit();
    connection.setAutoCommit(true);
  }

  private static int number(Statement statement, String query) throws SQLException {
    try (ResultSet rows = statement.executeQuery(query)) {
      return rows.next() ? rows.getInt(1) : 0;
    }
  }
}
