package io.quiesce.heap.page;

import java.util.ArrayList;
import java.util.List;

/** Compares results with recorded ones and keeps a line for each that differs. */
final class Disagreements {
  private final List<String> lines = new ArrayList<>();
  private String place = "";
  private String name = "";
  private int compared;

  /** Names the file and line that results now come from. */
  void at(String fileAndLine) {
    place = fileAndLine;
  }

  /** Names the recorded case. */
  void in(String caseName) {
    name = caseName;
  }

  /** Notes whether {@code actual}, the result of {@code what}, is what was recorded. */
  void compare(String what, Object recorded, Object actual) {
    compared++;
    if (!recorded.equals(actual)) {
      lines.add(place + " " + name + ": " + what + ": Go " + recorded + ", here " + actual);
    }
  }

  List<String> lines() {
    return lines;
  }

  int compared() {
    return compared;
  }

  String total() {
    return compared + " results compared, " + lines.size() + " differ";
  }
}
