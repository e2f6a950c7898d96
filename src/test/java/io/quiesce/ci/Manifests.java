package io.quiesce.ci;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.cfg.MapperConfig;
import tools.jackson.databind.introspect.Annotated;
import tools.jackson.databind.introspect.JacksonAnnotationIntrospector;
import tools.jackson.dataformat.yaml.YAMLMapper;

/**
 * Manifests by Kubernetes' typed model, strictly.
 *
 * <p>The model keeps fields that it does not know in a map, as the API server drops them: in
 * silence. Here that map is hidden, so that such a field is an error.
 */
final class Manifests {
  private static final Map<String, Class<? extends HasMetadata>> KINDS =
      Map.of("batch/v1 Job", Job.class, "v1 PersistentVolumeClaim", PersistentVolumeClaim.class);

  /** Sees no map for other fields. */
  private static final class NoOtherFields extends JacksonAnnotationIntrospector {
    private static final long serialVersionUID = 1L;

    @Override
    public Boolean hasAnySetter(MapperConfig<?> config, Annotated member) {
      return false;
    }
  }

  private static final YAMLMapper MAPPER =
      YAMLMapper.builder()
          .annotationIntrospector(new NoOtherFields())
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private Manifests() {}

  /** All documents of a file. */
  static List<HasMetadata> read(Path file) throws IOException {
    return read(Files.readString(file));
  }

  /**
   * All documents of a text.
   *
   * @throws RuntimeException if one has a field or a kind that is unknown
   */
  static List<HasMetadata> read(String text) {
    List<HasMetadata> all = new ArrayList<>();
    for (String document : text.split("(?m)^---\\s*$", -1)) {
      JsonNode tree = MAPPER.readTree(document);
      String kind = tree.path("apiVersion").asString() + " " + tree.path("kind").asString();
      if (!KINDS.containsKey(kind)) {
        throw new IllegalArgumentException("unexpected kind " + kind);
      }
      all.add(MAPPER.treeToValue(tree, KINDS.get(kind)));
    }
    return all;
  }
}
