package io.quiesce.hunt.bisect;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A git repository, asked by the git command. Its working tree is left alone. */
public final class GitRepository {
  private final Path directory;

  /** The repository of a directory. */
  public GitRepository(Path directory) {
    this.directory = directory;
  }

  /**
   * The revisions from a good one to a bad one along first parents, both included, oldest first.
   *
   * @throws IllegalArgumentException if one is unknown, or the good one is no ancestor of the other
   */
  public List<String> between(String good, String bad) throws IOException {
    String from = hash(good);
    String to = hash(bad);
    List<String> revisions = new ArrayList<>(List.of(from));
    git("rev-list", "--first-parent", "--ancestry-path", "--reverse", from + ".." + to)
        .lines()
        .filter(line -> !line.isBlank())
        .forEach(revisions::add);
    if (revisions.size() < 2) {
      throw new IllegalArgumentException(
          good + " is not before " + bad + " in the history of " + bad);
    }
    return revisions;
  }

  /** The full hash of a revision. */
  public String hash(String revision) throws IOException {
    try {
      return git("rev-parse", "--verify", "--end-of-options", revision + "^{commit}").strip();
    } catch (IOException e) {
      throw new IllegalArgumentException(
          "no revision '" + revision + "' in " + directory + ": " + e.getMessage(), e);
    }
  }

  /** A revision in one line: short hash and subject. */
  public String line(String revision) throws IOException {
    return git("log", "-1", "--format=%h %s (%an, %as)", revision).strip();
  }

  /** Puts the files of a revision into a directory of their own. */
  void export(String revision, Path target) throws IOException {
    git("worktree", "add", "--detach", "--force", target.toString(), revision);
  }

  /** Takes such a directory away. */
  void remove(Path target) throws IOException {
    git("worktree", "remove", "--force", target.toString());
  }

  private String git(String... words) throws IOException {
    List<String> command = new ArrayList<>(List.of("git", "-C", directory.toString()));
    command.addAll(List.of(words));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    process.getOutputStream().close();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    try {
      if (process.waitFor() != 0) {
        throw new IOException("git " + words[0] + ": " + said.strip());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while git was running", e);
    }
    return said;
  }
}
