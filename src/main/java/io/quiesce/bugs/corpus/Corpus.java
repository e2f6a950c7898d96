package io.quiesce.bugs.corpus;

import io.quiesce.bugs.place.Product;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** All bugs that the product carries, sorted by name. Immutable. */
public final class Corpus {
  private static final String ROOT = "bugs/";
  private static final Set<String> FILES = Set.of("bug.yaml", "bug.patch", "lesson.md");
  private static final Pattern SLUG = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");

  private final List<Bug> bugs;

  private Corpus(List<Bug> bugs) {
    this.bugs = List.copyOf(bugs);
  }

  /**
   * Reads all bugs.
   *
   * @throws BadBugException if one does not keep to the form
   * @throws IOException if the product cannot be read
   */
  public static Corpus of(Product product) throws IOException {
    Set<String> slugs = new TreeSet<>();
    List<String> files = product.list(ROOT);
    for (String file : files) {
      String[] parts = file.substring(ROOT.length()).split("/", -1);
      if (parts.length != 2 || !SLUG.matcher(parts[0]).matches() || !FILES.contains(parts[1])) {
        throw new BadBugException(file + ": a bug is a directory of " + new TreeSet<>(FILES));
      }
      slugs.add(parts[0]);
    }
    List<Bug> bugs = new ArrayList<>();
    for (String slug : slugs) {
      bugs.add(read(product, files, ROOT + slug + "/", slug));
    }
    return new Corpus(bugs);
  }

  private static Bug read(Product product, List<String> files, String directory, String slug)
      throws IOException {
    for (String needed : List.of("bug.yaml", "lesson.md")) {
      if (!files.contains(directory + needed)) {
        throw new BadBugException(directory + needed + " is missing");
      }
    }
    String patch = directory + "bug.patch";
    return BugReader.read(
        slug,
        product.text(directory + "bug.yaml"),
        files.contains(patch) ? product.text(patch) : "",
        product.text(directory + "lesson.md"));
  }

  /** All of them. */
  public List<Bug> bugs() {
    return bugs;
  }

  /** Those whose name contains a match. */
  public List<Bug> matching(Pattern only) {
    return bugs.stream().filter(bug -> only.matcher(bug.slug()).find()).toList();
  }

  /**
   * The bug of a name.
   *
   * @throws UnknownBugException if there is none
   */
  public Bug find(String slug) {
    return bugs.stream()
        .filter(bug -> bug.slug().equals(slug))
        .findFirst()
        .orElseThrow(() -> new UnknownBugException(unknown(slug)));
  }

  private String unknown(String slug) {
    List<String> near =
        bugs.stream()
            .map(Bug::slug)
            .filter(name -> !slug.isEmpty() && (name.contains(slug) || slug.contains(name)))
            .toList();
    String hint = near.isEmpty() ? "'bugs list' shows all" : "did you mean " + near + "?";
    return "no bug '" + slug + "' among " + bugs.size() + "; " + hint;
  }
}
