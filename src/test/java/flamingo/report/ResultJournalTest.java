package flamingo.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import flamingo.ui.results.Rows;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

class ResultJournalTest {
  private static final ResultRow DENSE = Rows.row("", 40);
  private static final ResultRow CACHED = Rows.row("cache=kv/64,tokens=16", 20.5);

  @TempDir Path folder;
  private Path file;

  @BeforeEach
  void inAFolder() {
    file = folder.resolve("r.csv");
  }

  @Test
  void everyRowIsInTheFileAtOnce() throws Exception {
    try (ResultJournal journal = ResultJournal.open(file)) {
      assertThat(Files.readAllLines(file)).hasSize(1);
      journal.append(DENSE);
      assertThat(Files.readAllLines(file)).hasSize(2);
      journal.append(CACHED);
      assertThat(Files.readAllLines(file)).hasSize(3);
    }
  }

  @Test
  void theFileIsWhatResultCsvWrites() throws Exception {
    try (ResultJournal journal = ResultJournal.open(file)) {
      journal.append(DENSE);
      journal.append(CACHED);
    }
    Path whole = folder.resolve("whole.csv");
    ResultCsv.write(whole, List.of(DENSE, CACHED));
    assertThat(file).hasSameTextualContentAs(whole);
  }

  @Test
  void itGoesOnWhereItEnded() throws Exception {
    try (ResultJournal journal = ResultJournal.open(file)) {
      journal.append(CACHED);
    }
    try (ResultJournal journal = ResultJournal.open(file)) {
      assertThat(journal.rows()).hasSize(1);
      assertThat(journal.rows().get(0).plan()).isEqualTo(CACHED.plan());
      assertThat(journal.rows().get(0).speedup()).isEqualTo(CACHED.speedup());
      journal.append(DENSE);
      assertThat(journal.rows()).hasSize(2);
    }
    assertThat(ResultReader.read(file)).hasSize(2);
  }

  @Test
  void aLineThatWasCutOffIsDropped() throws Exception {
    ResultCsv.write(file, List.of(DENSE));
    Files.writeString(file, "run-1,2026-11-23T08:0", StandardOpenOption.APPEND);
    assertThat(ResultReader.read(file)).hasSize(1);
    try (ResultJournal journal = ResultJournal.open(file)) {
      journal.append(CACHED);
    }
    assertThat(ResultReader.read(file))
        .extracting(ResultRow::plan)
        .containsExactly("", CACHED.plan());
  }

  @Test
  void aHeaderThatWasCutOffIsBegunAnew() throws Exception {
    Files.writeString(file, "run_id,timest");
    try (ResultJournal journal = ResultJournal.open(file)) {
      journal.append(DENSE);
    }
    assertThat(ResultReader.read(file)).hasSize(1);
  }

  @Test
  void otherFilesAreLeftAsTheyAre() throws Exception {
    for (String content : List.of("a shopping list", "a,b\n1,2\n", "\u0000\u0001\n")) {
      Files.writeString(file, content);
      assertThatThrownBy(() -> ResultJournal.open(file))
          .isInstanceOf(ReportException.class)
          .hasMessageContaining("r.csv")
          .hasMessageContaining("hoose another");
      assertThat(file).hasContent(content);
    }
  }

  @Test
  void aLineThatIsNoRowIsNamed() throws Exception {
    ResultCsv.write(file, List.of(DENSE));
    Files.writeString(file, "no,row\r\n", StandardOpenOption.APPEND);
    assertThatThrownBy(() -> ResultReader.read(file)).hasMessageContaining("Line 3");
  }

  @Test
  @EnabledIf("hasFullDevice")
  void aFullDiskIsSaid() {
    assertThatThrownBy(() -> ResultJournal.open(Path.of("/dev/full")))
        .isInstanceOf(ReportException.class)
        .hasMessageContaining("/dev/full")
        .hasMessageContaining("the disk is full");
  }

  static boolean hasFullDevice() {
    return Files.isWritable(Path.of("/dev/full"));
  }
}
