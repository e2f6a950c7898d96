package io.quiesce.architecture.planted;

/** A class with one of the names that say nothing. */
public final class PlantedHelper {
  private PlantedHelper() {}
}
