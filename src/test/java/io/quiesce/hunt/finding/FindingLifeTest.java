package io.quiesce.hunt.finding;

import static org.assertj.core.api.Assertions.assertThat;

import io.quiesce.hunt.Facts;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The state machine, by tables. A word has a letter for each night: {@code S} seen, {@code s} seen
 * with changed code, {@code m} looked for and missed, {@code c} missed with changed code, {@code .}
 * not looked for.
 */
final class FindingLifeTest {
  @ParameterizedTest
  @CsvSource({
    "S, NEW, 0, 1",
    "S., NEW, 0, 1",
    "SS, OPEN, 0, 2",
    "S.S, OPEN, 0, 2",
    "Ss, OPEN, 0, 2",
    "Sm, NOT_REPRODUCED, 1, 1",
    "Sc, NOT_REPRODUCED, 1, 1",
    "Smm, NOT_REPRODUCED, 2, 1",
    "Sm.m, NOT_REPRODUCED, 2, 1",
    "SmS, OPEN, 0, 2",
    "SSmmS, OPEN, 0, 3",
    "Scc, RESOLVED, 2, 1",
    "Smc, RESOLVED, 2, 1",
    "Sccc, RESOLVED, 2, 1",
    "SccS, REOPENED, 0, 2",
    "SccSS, OPEN, 0, 3",
    "SccSm, NOT_REPRODUCED, 1, 2",
    "SccScc, RESOLVED, 2, 2",
    "Ssmm, NOT_REPRODUCED, 2, 2",
    "Smmmmmmmmmmmmm, NOT_REPRODUCED, 13, 1",
    "Smmmmmmmmmmmmmm, RESOLVED, 14, 1",
    "mS, NEW, 0, 1"
  })
  void of_nights_givesTheState(String word, FindingState state, int misses, int nights) {
    Finding finding = live(word, new Random(word.hashCode()));

    assertThat(finding.state()).isEqualTo(state);
    assertThat(finding.misses()).isEqualTo(misses);
    assertThat(finding.nights()).isEqualTo(nights);
  }

  /** The facts in any order give the same. */
  private static Finding live(String word, Random order) {
    List<Sighting> sightings = new ArrayList<>();
    List<Check> checks = new ArrayList<>();
    int seen = 0;
    int code = 0;
    for (int night = 0; night < word.length(); night++) {
      char letter = word.charAt(night);
      // Changed code stays changed.
      code = letter == 's' || letter == 'c' ? seen + 1 : code;
      if (letter == 'S' || letter == 's') {
        sightings.add(Facts.sighting("f", night, 1, "code " + code));
        seen = code;
      } else if (letter == 'm' || letter == 'c') {
        checks.add(Facts.check("f", night, false, "code " + code));
      }
    }
    Collections.shuffle(sightings, order);
    Collections.shuffle(checks, order);
    return FindingLife.of(sightings, checks);
  }

  @Test
  void of_nightThatSawAndMissed_countsAsSeen() {
    Finding finding =
        FindingLife.of(
            List.of(Facts.sighting("f", 1, 1, "c"), Facts.sighting("f", 2, 1, "c")),
            List.of(Facts.check("f", 2, false, "c")));

    assertThat(finding.state()).isEqualTo(FindingState.OPEN);
  }

  @Test
  void of_severalJobsOfANight_countsSightingsAndNights() {
    Finding finding =
        FindingLife.of(
            List.of(
                Facts.sighting("f", 2, 3, "c"),
                Facts.sighting("f", 1, 2, "c"),
                Facts.sighting("f", 1, 1, "c")),
            List.of());

    assertThat(finding.count()).isEqualTo(3);
    assertThat(finding.nights()).isEqualTo(2);
    assertThat(finding.first().job()).isEqualTo(Facts.job(1).key());
    assertThat(finding.firstNight()).isEqualTo("night-1");
    assertThat(finding.lastNight()).isEqualTo("night-2");
  }
}
