package io.quiesce.hunt.night;

import io.quiesce.hunt.ledger.Ledger;
import io.quiesce.hunt.ledger.LedgerException;
import io.quiesce.hunt.model.Night;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/**
 * Begins a night, or takes up the one that was killed.
 *
 * <p>A night without an end was killed, since the lock that a hunt holds on its shard of a ledger
 * is free. If it is of the same shard and no older than {@value #HOURS} hours it goes on, with its
 * own seed and its own planted bugs; an older one is given the end that it did not have.
 */
final class NightBook implements AutoCloseable {
  private static final int HOURS = 24;

  private final FileChannel channel;
  private final FileLock lock;

  private NightBook(FileChannel channel, FileLock lock) {
    this.channel = channel;
    this.lock = lock;
  }

  /**
   * Takes the lock on a shard of a ledger; the operating system gives it back when a process ends.
   *
   * @throws LedgerException if another hunt has it
   */
  static NightBook open(Settings settings) throws IOException {
    String name = settings.ledger().toAbsolutePath() + ".lock-" + settings.shard().index();
    FileChannel channel =
        FileChannel.open(Path.of(name), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    FileLock lock = null;
    try {
      lock = channel.tryLock();
    } catch (OverlappingFileLockException e) {
      // Another hunt of this very process: the same refusal as for another process.
      lock = null;
    }
    if (lock == null) {
      channel.close();
      throw new LedgerException(
          "a hunt of shard "
              + settings.shard()
              + " is running with the ledger "
              + settings.ledger()
              + "; wait for it, or name another ledger or shard");
    }
    return new NightBook(channel, lock);
  }

  /** The night that goes on, if one was killed; older ones get their end. */
  Optional<Night> unfinished(Ledger ledger, Settings settings) {
    Instant now = now();
    Optional<Night> found = Optional.empty();
    for (Night night : ledger.nights()) {
      if (night.ended().isEmpty() && night.shard().equals(settings.shard())) {
        boolean fresh =
            Duration.between(night.started(), now).compareTo(Duration.ofHours(HOURS)) < 0
                && night.jdks().equals(settings.versions());
        if (fresh && found.isEmpty()) {
          found = Optional.of(night);
        } else {
          ledger.add(night.end(now, true));
        }
      }
    }
    return found;
  }

  /** A new night, not yet in the ledger. */
  Night begin(Settings settings) {
    Instant now = now();
    String id =
        String.format(
            Locale.ROOT,
            "%s-%dof%d-%s",
            now.truncatedTo(ChronoUnit.SECONDS),
            settings.shard().index(),
            settings.shard().count(),
            UUID.randomUUID().toString().substring(0, 6));
    return new Night(
        id,
        now,
        Optional.empty(),
        ThisMachine.describe(),
        settings.versions(),
        settings.shard(),
        settings.seed(),
        settings.budget(),
        false,
        0,
        List.of());
  }

  /** With the resolution of a ledger. */
  static Instant now() {
    return Instant.now().truncatedTo(ChronoUnit.MICROS);
  }

  @Override
  public void close() throws IOException {
    lock.release();
    channel.close();
  }
}
