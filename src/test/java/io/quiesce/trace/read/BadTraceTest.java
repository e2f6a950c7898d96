package io.quiesce.trace.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.quiesce.trace.TraceText;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Each way in which a file can be bad has an error with the file, the line and what was expected.
 */
final class BadTraceTest {
  private static final String EVENT = "0,0,1,0,NEWG,1,1,c000000000,2048";

  @TempDir static Path folder;

  /** Reads all of the file and returns the error. */
  private static TraceFormatException errorOf(Path file) {
    return catchThrowableOfType(
        TraceFormatException.class,
        () -> {
          try (TraceReader reader = TraceReader.open(file)) {
            TraceEvent e = reader.next();
            while (e != null) {
              e = reader.next();
            }
          }
        });
  }

  private void assertBad(Path file, long line, String... said) {
    TraceFormatException error = errorOf(file);
    assertThat(error).as("error of %s", file).isNotNull();
    String prefix = line == 0 ? file + ": " : file + ":" + line + ": ";
    assertThat(error.getMessage()).startsWith(prefix).contains(said);
    assertThat(error.line()).isEqualTo(line);
  }

  private Path file(String text) throws IOException {
    return Files.writeString(folder.resolve("bad.csv"), text);
  }

  private void assertBadLine(TraceText text, int index, String... said) throws IOException {
    assertBad(text.writeTo(folder.resolve("bad.csv")), index + 1L, said);
  }

  @Test
  void open_missingFile_saysSo() {
    assertBad(folder.resolve("none.csv.gz"), 0, "no such file");
  }

  @Test
  void open_directory_saysSo() {
    assertBad(folder, 0, "is a directory");
  }

  @Test
  void open_emptyFile_saysSo() throws IOException {
    assertBad(file(""), 0, "is empty");
  }

  @Test
  void open_foreignFile_showsItsFirstLine() throws IOException {
    assertBad(
        Path.of("pom.xml"), 1, "not a runtime trace", "expected '#evtrace 1", "<?xml version");
    assertBad(file("\n"), 1, "not a runtime trace", "found ''");
  }

  @Test
  void open_binaryFile_saysThatThereAreNoLines() throws IOException {
    byte[] noise = new byte[100_000];
    Arrays.fill(noise, (byte) 7);
    assertBad(Files.write(folder.resolve("bad.csv"), noise), 1, "without a line end");
  }

  @Test
  void open_otherVersion_namesBoth() throws IOException {
    UnaryOperator<String> two = line -> line.replace("#evtrace 1", "#evtrace 2");
    assertBadLine(TraceText.of(EVENT).with(0, two), 0, "version '2'", "version 1 only");
    assertBadLine(TraceText.of(EVENT).with(0, l -> "#evtrace 1"), 0, "RUNTIME PLATFORM");
  }

  @Test
  void open_badHeaderLine_saysWhatIsExpected() throws IOException {
    assertBadLine(TraceText.of(EVENT).with(1, l -> "#meta workload"), 1, "'#meta key=value'");
    assertBadLine(TraceText.of(EVENT).with(1, l -> EVENT), 1, "expected '#meta', '#ev'", EVENT);
    assertBadLine(TraceText.of(EVENT).with(3, l -> "#ev NEWS,a"), 3, "unknown event 'NEWS'");
    assertBadLine(TraceText.of(EVENT).with(3, l -> "#ev PROCS,old,new"), 3, "PROCS twice");
    assertBadLine(
        TraceText.of(EVENT).with(2, l -> "#ev PROCS,old,new:x"), 2, "'old,new:x'", "'old,new'");
  }

  @Test
  void open_fileEndsInItsHeader_namesTheColumnHeader() throws IOException {
    assertBad(file("#evtrace 1 go1.19.8 linux/amd64\n"), 1, "ends in its header", "seq,us,m,p,g");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "0,0,0,0,1,0,NEWG,1,1,c000000000 | NEWG has 3 arguments, expected 4: [goid, fresh, lo, size]",
        "0,0,0,0,1,0,NEWG,1,1,c000000000,1,1 | NEWG has 5 arguments, expected 4",
        "0,0,0,0,1,0,FSSBEGIN,1 | FSSBEGIN has 1 arguments, expected 0",
        "0,0,0,0,1,0,NEWS,1 | unknown event 'NEWS'",
        "0,0,0,0,1,0 | expected the event's name",
        "0,0,0 | expected p after",
        "0,0,0,0,1,0,NEWG,1x,1,c000000000,2048 | goid: expected a decimal number of 64 bits, found '1x'",
        "0,0,0,0,1,0,NEWG,,1,c000000000,2048 | goid: expected a decimal number, found ''",
        "0,0,0,0,1,0,NEWG,-,1,c000000000,2048 | goid: expected a decimal number, found '-'",
        "0,0,0,0,1,0,NEWG,9223372036854775808,1,c0,2048 | goid: expected a decimal number of 64 bits",
        "0,0,0,0,1,0,NEWG,1,1,C000000000,2048 | lo: expected a hexadecimal number, lower case",
        "0,0,0,0,1,0,NEWG,1,1,10000000000000000,2048 | lo: expected a hexadecimal number of 64 bits",
        "1,0,0,0,1,0,NEWG,1,1,c000000000,2048 | expected seq 0, found 1: events are missing",
        "x,0,0,0,1,0,NEWG,1,1,c000000000,2048 | seq: expected a decimal number of 64 bits, found 'x'",
        "0,-1,0,0,1,0,NEWG,1,1,c000000000,2048 | the time runs backwards from 0 to -1",
        "0,0,-1,0,1,0,NEWG,1,1,c000000000,2048 | column m is -1",
        "0,0,0,-2,1,0,NEWG,1,1,c000000000,2048 | column p is -2",
        "0,0,0,0,-1,0,NEWG,1,1,c000000000,2048 | column g is -1",
        "0,0,0,0,1,3,NEWG,1,1,c000000000,2048 | column ph is 3",
      })
  void next_badLine_namesColumnAndValue(String line, String said) throws IOException {
    TraceText text = TraceText.of(EVENT);
    int index = text.find("NEWG", 0);
    assertBadLine(text.with(index, l -> line), index, said);
  }

  @Test
  void next_kindWithoutSchemaLine_isAnError() throws IOException {
    TraceText text = TraceText.of(EVENT);
    int schema = text.lines().indexOf("#ev NEWG," + EventKind.NEWG.schema());
    int event = text.find("NEWG", 0);
    assertBadLine(text.with(schema, l -> "#meta no=NEWG"), event, "NEWG has no '#ev' line");
  }

  @Test
  void next_missingEvent_isSeenAtTheNext() throws IOException {
    TraceText text = TraceText.of(EVENT, EVENT, EVENT);
    int first = text.find("NEWG", 0);
    TraceText cut = text.with(first + 1, l -> text.lines().get(first + 2));
    assertBadLine(cut, first + 1, "expected seq 1, found 2: events are missing");
  }

  @Test
  void next_endCountsOtherEvents_namesBoth() throws IOException {
    TraceText text = TraceText.of(EVENT, EVENT);
    int end = text.find("END", 0);
    assertBadLine(text.withColumn(end, 7, "7"), end, "END counts 7 events, the file has 2");
    assertBadLine(text.withColumn(end, 8, "4"), end, "4 events were dropped while recording");
  }

  @Test
  void next_linesAfterEnd_areAnError() throws IOException {
    TraceText text = TraceText.of(EVENT);
    int end = text.find("END", 0);
    TraceText more = text.with(end, l -> l + "\nmore");
    assertBadLine(more, end + 1, "expected nothing after END, found 'more'");
  }

  @Test
  void next_fileEndsWithoutEnd_isCut() throws IOException {
    TraceText text = TraceText.of(EVENT, EVENT);
    int end = text.find("END", 0);
    String cut = String.join("\n", text.lines().subList(0, end)) + "\n";
    assertBad(file(cut), end + 1L, "the file ends after event 1 without END: it is cut");
  }

  @Test
  void next_fileEndsInALine_isCutThere() throws IOException {
    String text = TraceText.recorded("w1-small-p2-a0").text().substring(0, 90_000);
    long line = text.lines().count();
    assertBad(file(text), line, "cut in the middle of this line");
  }

  @Test
  void next_gzipCut_namesTheLineReached() throws IOException {
    byte[] whole = TraceText.recorded("w1-small-p2-a0").gzip();
    Path file = folder.resolve("bad.gz");
    Files.write(file, Arrays.copyOf(whole, whole.length / 2));

    TraceFormatException error = errorOf(file);

    assertThat(error.getMessage()).contains("the gzip data ends here: the file is cut");
    assertThat(error.line()).isBetween(1000L, 4000L);
    assertBad(Files.write(file, Arrays.copyOf(whole, 6)), 0, "the gzip data is cut off");
  }

  @Test
  void next_gzipDamaged_saysSo() throws IOException {
    byte[] whole = TraceText.recorded("w1-small-p2-a0").gzip();
    Arrays.fill(whole, whole.length / 2, whole.length / 2 + 40, (byte) 0x5a);
    Path file = Files.write(folder.resolve("bad.gz"), whole);

    assertThat(errorOf(file).getMessage()).matches("(?s).*bad.gz:\\d+: .+");
    byte[] method = TraceText.of(EVENT).gzip();
    method[2] = 9;
    assertBad(Files.write(file, method), 0, "cannot be read", "compression method");
  }

  @Test
  void message_unprintableBytes_areReplaced() throws IOException {
    byte[] text = "#evtrace\u0007\u001b[31m\n".getBytes(StandardCharsets.US_ASCII);
    assertBad(Files.write(folder.resolve("bad.csv"), text), 1, "found '#evtrace??[31m'");
  }
}
