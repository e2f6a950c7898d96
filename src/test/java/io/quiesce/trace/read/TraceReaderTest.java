package io.quiesce.trace.read;

import static org.assertj.core.api.Assertions.assertThat;

import io.quiesce.trace.TraceText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a reader gets from a whole trace. */
final class TraceReaderTest {
  @TempDir static Path folder;

  static List<Path> files() {
    return TraceText.files();
  }

  private static List<TraceEvent> read(Path file) throws IOException {
    List<TraceEvent> events = new ArrayList<>();
    try (TraceReader reader = TraceReader.open(file)) {
      for (TraceEvent e = reader.next(); e != null; e = reader.next()) {
        events.add(e);
      }
      assertThat(reader.next()).isNull();
    }
    return events;
  }

  @ParameterizedTest
  @MethodSource("files")
  void next_recordedTrace_givesEveryEventInOrder(Path file) throws IOException {
    List<TraceEvent> events = read(file);
    long expected;
    try (TraceReader reader = TraceReader.open(file)) {
      expected = Long.parseLong(reader.header().meta().get("events"));
    }

    assertThat(events).hasSize((int) expected);
    for (int i = 0; i < events.size(); i++) {
      assertThat(events.get(i).seq()).isEqualTo(i);
    }
    assertThat(events.get(events.size() - 1).kind()).isEqualTo(EventKind.END);
  }

  @Test
  void next_everyKindOfColumn_isGivenAsWritten() throws IOException {
    Path file =
        TraceText.of(
                "3,-1,0,0,SALLOC,4,32768,2,c00000a000,-1,1",
                "0,1,77,1,NWAITINIT,4294967295,4294967295",
                "0,1,77,1,AWORK,-9223372036854775808,9223372036854775807,0,ffffffffffffffff")
            .writeTo(folder.resolve("a.csv"));

    List<TraceEvent> events = read(file);

    TraceEvent salloc = events.get(0);
    assertThat(salloc.m()).isEqualTo(3);
    assertThat(salloc.p()).isEqualTo(-1);
    assertThat(salloc.kind()).isEqualTo(EventKind.SALLOC);
    assertThat(salloc.arg(EventKind.SALLOC.index("addr"))).isEqualTo(0xc00000a000L);
    assertThat(salloc.arg(EventKind.SALLOC.index("csize"))).isEqualTo(-1);
    assertThat(events.get(1).g()).isEqualTo(77);
    assertThat(events.get(1).phase()).isEqualTo(1);
    assertThat(events.get(1).arg(0)).isEqualTo(0xffffffffL);
    TraceEvent work = events.get(2);
    assertThat(List.of(work.arg(0), work.arg(1), work.arg(3)))
        .containsExactly(Long.MIN_VALUE, Long.MAX_VALUE, -1L);
    assertThat(work.line()).isEqualTo(salloc.line() + 2);
  }

  @Test
  void open_gzipAndPlain_giveTheSameEvents() throws IOException {
    TraceText text = TraceText.recorded("w2-small-p2-wb");
    Path plain = text.writeTo(folder.resolve("plain.csv"));
    Path zipped = Files.write(folder.resolve("zipped"), text.gzip());

    assertThat(read(plain).stream().map(TraceEvent::toString))
        .isEqualTo(read(zipped).stream().map(TraceEvent::toString).toList());
  }

  @Test
  void open_wholeHeader_givesVersionRuntimeAndMeta() throws IOException {
    Path file = TraceText.of().writeTo(folder.resolve("empty.csv"));

    try (TraceReader reader = TraceReader.open(file)) {
      assertThat(reader.header().version()).isEqualTo(1);
      assertThat(reader.header().runtime()).isEqualTo("go1.19.8");
      assertThat(reader.header().platform()).isEqualTo("linux/amd64");
      assertThat(reader.header().meta()).containsEntry("workload", "synthetic");
      assertThat(reader.header().declared()).hasSize(EventKind.values().length);
    }
  }

  @Test
  void next_linesAcrossBufferBorders_areWhole() throws IOException {
    String[] events = new String[20_000];
    for (int i = 0; i < events.length; i++) {
      events[i] = "0,0," + i + ",0,AWAKEALL," + "1".repeat(1 + i % 18);
    }
    Path file = Files.write(folder.resolve("long.gz"), TraceText.of(events).gzip());

    List<TraceEvent> read = read(file);

    for (int i = 0; i < events.length; i++) {
      assertThat(read.get(i).g()).isEqualTo(i);
      assertThat(read.get(i).arg(0)).isEqualTo(Long.parseLong("1".repeat(1 + i % 18)));
    }
  }
}
