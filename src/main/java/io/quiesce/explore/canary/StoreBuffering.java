package io.quiesce.explore.canary;

import java.util.concurrent.atomic.AtomicInteger;

/** Both actors may miss the other's write in opaque mode. */
public final class StoreBuffering {
  private final AtomicInteger x = new AtomicInteger();
  private final AtomicInteger y = new AtomicInteger();
  private int seenY;
  private int seenX;

  /** First actor. */
  public void left() {
    x.setOpaque(1);
    seenY = y.getOpaque();
  }

  /** Second actor. */
  public void right() {
    y.setOpaque(1);
    seenX = x.getOpaque();
  }

  @Override
  public String toString() {
    return seenY + " " + seenX;
  }
}
