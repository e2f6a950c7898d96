package io.quiesce.trace.cycle;

import io.quiesce.gc.assist.BgCredit;

/**
 * The background credit as Go has it, in the subject's counter. Go subtracts what it read earlier,
 * so two thieves can take the same units; the subject never takes more than there is. What Go took
 * too much is kept beside it as an overdraft until credit comes in.
 */
final class CreditBook {
  private final BgCredit credit;
  private long overdraft;

  CreditBook(BgCredit credit) {
    this.credit = credit;
  }

  /** Go's {@code bgScanCredit}. */
  long value() {
    return credit.available() - overdraft;
  }

  /** A new cycle. */
  void reset() {
    credit.reset();
    overdraft = 0;
  }

  /** Work was done in the background. */
  void add(long work) {
    credit.add(work);
    overdraft -= overdraft == 0 ? 0 : credit.steal(overdraft);
  }

  /** What an assist that wants {@code wanted} units gets now. */
  long steal(long wanted) {
    return credit.steal(wanted);
  }

  /** Takes what Go took, although there may be less. */
  void take(long stolen) {
    overdraft += stolen - credit.steal(stolen);
  }
}
