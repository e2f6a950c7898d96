package io.quiesce.bugs.orderings;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.quiesce.bugs.corpus.BadBugException;
import io.quiesce.bugs.place.Product;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Why accesses keep modes that no scenario needs: a list of reasons, each with the mutants that it
 * is about, in a file for each layer, such as {@code orderings/heap.yaml}.
 */
final class Explanations {
  private static final String FILES = "orderings/";

  private static final YAMLMapper YAML =
      new YAMLMapper(
          YAMLFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build());

  private final Map<String, String> reasons = new TreeMap<>();

  private Explanations() {}

  /**
   * Reads those that the product carries.
   *
   * @throws BadBugException if something is missing, unknown or said twice
   */
  static Explanations of(Product product) throws IOException {
    Explanations explanations = new Explanations();
    for (String file : product.list(FILES)) {
      explanations.read(file, product.text(file));
    }
    return explanations;
  }

  /** The reasons of one file alone. */
  static Explanations of(String file, String yaml) {
    Explanations explanations = new Explanations();
    explanations.read(file, yaml);
    return explanations;
  }

  private void read(String file, String yaml) {
    try {
      for (JsonNode entry : YAML.readTree(yaml)) {
        add(file, entry);
      }
    } catch (JsonProcessingException e) {
      throw new BadBugException(file + ": " + e.getMessage());
    }
  }

  private void add(String file, JsonNode entry) {
    String why = entry.path("why").asText().strip();
    JsonNode mutants = entry.path("mutants");
    if (why.isEmpty() || !mutants.isArray() || mutants.isEmpty() || entry.size() != 2) {
      throw new BadBugException(file + ": an entry is 'why' and 'mutants', not " + entry);
    }
    for (JsonNode mutant : mutants) {
      if (reasons.put(mutant.asText(), why) != null) {
        throw new BadBugException(file + ": " + mutant.asText() + " is explained twice");
      }
    }
  }

  /** Why nothing needs to show this mutant wrong, if that is known. */
  Optional<String> why(String mutant) {
    return Optional.ofNullable(reasons.get(mutant));
  }

  /** All mutants that are explained. */
  Set<String> mutants() {
    return reasons.keySet();
  }
}
