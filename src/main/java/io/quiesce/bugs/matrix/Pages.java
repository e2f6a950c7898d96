package io.quiesce.bugs.matrix;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Writes a matrix into a directory: {@code matrix.md}, {@code index.html}, {@code matrix.json}. */
public final class Pages {
  private static final String BEGIN = "<!-- matrix: begin -->";
  private static final String END = "<!-- matrix: end -->";

  private final Matrix matrix;

  /** The pages of a matrix. */
  public Pages(Matrix matrix) {
    this.matrix = matrix;
  }

  /** Writes the three files; the evidence lies in {@code directory} already. */
  public void write(Path directory) throws IOException {
    Path home = Files.createDirectories(directory).toAbsolutePath().normalize();
    Files.writeString(home.resolve("matrix.md"), new MarkdownPage(matrix).text(home));
    Files.writeString(home.resolve("index.html"), new HtmlPage(matrix, home).text());
    Files.writeString(home.resolve("matrix.json"), new JsonPage(matrix, home).text());
  }

  /**
   * Puts the summary between the two marks of a file, in place of what is there.
   *
   * @throws IOException if the file cannot be read or written, or has no marks
   */
  public void summarise(Path file) throws IOException {
    String text = Files.readString(file);
    int begin = text.indexOf(BEGIN);
    int end = text.indexOf(END);
    if (begin < 0 || end < begin) {
      throw new IOException(file + " has no '" + BEGIN + "' before a '" + END + "'");
    }
    String summary = new MarkdownPage(matrix).summary();
    Files.writeString(
        file, text.substring(0, begin + BEGIN.length()) + "\n\n" + summary + text.substring(end));
  }
}
