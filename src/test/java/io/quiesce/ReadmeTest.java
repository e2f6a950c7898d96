package io.quiesce;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * Each command that the README tells people to type is run by {@code .ci/run}.
 *
 * <p>A command is an indented line that starts with {@code mvn}, {@code java} or {@code ci/}. It is
 * run if one command of the script has all its words; words in capitals stand for something else.
 */
final class ReadmeTest {
  private static final Path README = Path.of("README.md");
  private static final Path SCRIPT = Path.of(".ci", "run");

  @Test
  void commands_eachIsRunByCi() throws IOException {
    String script = Files.readString(SCRIPT);
    List<String> commands = commands(Files.readString(README));

    assertThat(commands).contains("mvn verify", "mvn verify -Pstress");
    assertThat(commands).allMatch(command -> isRun(command, script));
  }

  @Test
  void isRun_otherCommandCommentAndOtherLine_areNot() {
    String script = "# mvn verify -Pfoo\nmvn -B verify \\\n  -Pbar\nmvn clean -Pfoo\n";

    assertThat(isRun("mvn verify", script)).isTrue();
    assertThat(isRun("mvn verify -Pbar", script)).isTrue();
    assertThat(isRun("mvn verify -Pfoo", script)).isFalse();
    assertThat(isRun("mvn verify -Pbar -Dx=REGEX", script)).isFalse();
    assertThat(isRun("mvn verify REGEX", script)).isTrue();
  }

  @Test
  void commands_onlyIndentedOnes() {
    assertThat(commands("mvn no\n\n    mvn yes -Da\n    text\n    java -jar x.jar FILE\n"))
        .containsExactly("mvn yes -Da", "java -jar x.jar FILE");
  }

  private static List<String> commands(String readme) {
    return readme
        .lines()
        .filter(line -> line.matches(" {4}(mvn |java |ci/|\\.ci/).*"))
        .map(String::strip)
        .toList();
  }

  private static boolean isRun(String command, String script) {
    Set<String> wanted =
        words(command).stream().filter(w -> !w.matches("[A-Z.]+")).collect(Collectors.toSet());
    return script
        .replaceAll("\\\\\\R", " ")
        .lines()
        .filter(line -> !line.startsWith("#"))
        .anyMatch(line -> words(line).containsAll(wanted));
  }

  private static Set<String> words(String line) {
    return Arrays.stream(line.replace("\"", "").strip().split("\\s+")).collect(Collectors.toSet());
  }
}
