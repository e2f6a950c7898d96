package io.quiesce.ci;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeMount;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.batch.v1.JobSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The night on a Kubernetes cluster, as Kubernetes reads it. */
final class KubernetesManifestTest {
  private static final Path HUNT = Path.of("ci", "kubernetes", "hunt.yaml");
  private static final Path MERGE = Path.of("ci", "kubernetes", "merge.yaml");

  private static <T extends HasMetadata> T only(Path file, Class<T> kind) throws IOException {
    List<T> found = Manifests.read(file).stream().filter(kind::isInstance).map(kind::cast).toList();
    assertThat(found).hasSize(1);
    return found.get(0);
  }

  private static PodSpec pod(Path file) throws IOException {
    return only(file, Job.class).getSpec().getTemplate().getSpec();
  }

  private static Container container(Path file) throws IOException {
    assertThat(pod(file).getContainers()).hasSize(1);
    return pod(file).getContainers().get(0);
  }

  private static Map<String, EnvVar> environment(Path file) throws IOException {
    return container(file).getEnv().stream().collect(Collectors.toMap(EnvVar::getName, e -> e));
  }

  private static int shards(Path file) throws IOException {
    return Integer.parseInt(environment(file).get("SHARDS").getValue());
  }

  @Test
  void hunt_isIndexedWithAPodForEachShard() throws IOException {
    JobSpec spec = only(HUNT, Job.class).getSpec();

    assertThat(spec.getCompletionMode()).isEqualTo("Indexed");
    assertThat(spec.getCompletions()).isEqualTo(shards(HUNT)).isGreaterThan(1);
    assertThat(spec.getParallelism()).isEqualTo(shards(HUNT));
    assertThat(spec.getMaxFailedIndexes()).isEqualTo(shards(HUNT));
    assertThat(shards(MERGE)).isEqualTo(shards(HUNT));
  }

  @Test
  void hunt_shardIsTheIndexOfThePodCountedFromOne() throws IOException {
    assertThat(environment(HUNT).get("JOB_COMPLETION_INDEX").getValueFrom().getFieldRef())
        .returns(
            "metadata.annotations['batch.kubernetes.io/job-completion-index']",
            field -> field.getFieldPath());
    assertThat(container(HUNT).getCommand()).containsExactly("bash", "-c");
    assertThat(container(HUNT).getArgs())
        .singleElement()
        .asString()
        .startsWith("exec ci/hunt-shard /ledgers \"$((JOB_COMPLETION_INDEX + 1))/$SHARDS\"");
  }

  @Test
  void hunt_seedIsOneForAllPodsOfAJob() throws IOException {
    assertThat(environment(HUNT).get("NIGHT").getValueFrom().getFieldRef().getFieldPath())
        .isEqualTo("metadata.labels['batch.kubernetes.io/controller-uid']");
    assertThat(container(HUNT).getArgs().get(0)).endsWith(" \"$((16#${NIGHT:0:8}))\"");
  }

  @Test
  void hunt_killedPart_isStartedAgain() throws IOException {
    JobSpec spec = only(HUNT, Job.class).getSpec();

    assertThat(spec.getBackoffLimitPerIndex()).isPositive();
    assertThat(spec.getBackoffLimit()).isNull();
    assertThat(pod(HUNT).getRestartPolicy()).isEqualTo("Never");
  }

  @Test
  void hunt_deadline_isAfterTheBudget() throws IOException {
    String budget = environment(HUNT).get("BUDGET").getValue();
    assertThat(budget).matches("\\d+h");
    long seconds = Long.parseLong(budget.replace("h", "")) * 3600;

    assertThat(only(HUNT, Job.class).getSpec().getActiveDeadlineSeconds())
        .isGreaterThan(seconds + 1800);
  }

  @Test
  void hunt_eachActorHasACpu() throws IOException {
    Quantity cpus = container(HUNT).getResources().getRequests().get("cpu");

    assertThat(cpus.getNumericalAmount().intValueExact()).isGreaterThanOrEqualTo(2);
    assertThat(container(HUNT).getResources().getLimits().get("cpu")).isEqualTo(cpus);
  }

  @Test
  void ledgers_lieOnTheClaimForHuntAndMerge() throws IOException {
    String claim = only(HUNT, PersistentVolumeClaim.class).getMetadata().getName();

    for (Path file : List.of(HUNT, MERGE)) {
      VolumeMount mount =
          container(file).getVolumeMounts().stream()
              .filter(one -> one.getMountPath().equals("/ledgers"))
              .findFirst()
              .orElseThrow();
      assertThat(claimOf(pod(file), mount.getName())).isEqualTo(claim);
      assertThat(mount.getReadOnly()).isNotEqualTo(true);
      assertThat(container(file).getArgs().get(0)).contains(" /ledgers ");
    }
  }

  private static String claimOf(PodSpec pod, String volume) {
    return pod.getVolumes().stream()
        .filter(one -> one.getName().equals(volume))
        .map(Volume::getPersistentVolumeClaim)
        .filter(Objects::nonNull)
        .findFirst()
        .orElseThrow()
        .getClaimName();
  }

  @Test
  void mounts_eachHasItsVolume() throws IOException {
    for (Path file : List.of(HUNT, MERGE)) {
      assertThat(container(file).getVolumeMounts())
          .extracting(VolumeMount::getName)
          .containsExactlyInAnyOrderElementsOf(
              pod(file).getVolumes().stream().map(Volume::getName).toList());
    }
  }

  @Test
  void scripts_thatThePodsRun_exist() throws IOException {
    for (Path file : List.of(HUNT, MERGE)) {
      String script = container(file).getArgs().get(0).split(" ", 3)[1];
      assertThat(Path.of(script)).isExecutable();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "parallelism: 4, paralelism: 4, paralelism",
    "completionMode:, completionmode:, completionmode",
    "mountPath: /ledgers, mountpath: /ledgers, mountpath",
    "claimName:, claim:, claim",
    "fieldPath:, path:, path",
    "storage: 5Gi, storage: {size: 5Gi}, storage",
    "kind: Job, kind: Jobs, Jobs"
  })
  void read_misspeltField_isRefused(String right, String wrong, String named) throws IOException {
    String text = Files.readString(HUNT);
    assertThat(text).contains(right);

    assertThatThrownBy(() -> Manifests.read(text.replace(right, wrong)))
        .isInstanceOf(RuntimeException.class)
        .hasMessageContaining(named);
  }
}
