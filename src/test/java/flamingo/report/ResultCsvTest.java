package flamingo.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import flamingo.ui.results.Rows;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResultCsvTest {
  private static final String HEADER =
      "run_id,timestamp,experiment,workload,variant,plan,median_ms,p90_ms,p99_ms,samples,forks,"
          + "throughput_per_s,baseline,speedup,speedup_ci_low,speedup_ci_high,relative_l2_error,"
          + "token_agreement,accuracy,accuracy_ci_low,accuracy_ci_high,accuracy_task,"
          + "peak_memory_bytes,weight_bytes,cache_hit_rate,acceptance_rate,mean_depth,kernel,isa,"
          + "threads,model,model_sha256,dataset,images,seed,app_version,java_version,os,cpu";

  @TempDir Path folder;

  @Test
  void theHeaderIsTheContract() {
    assertThat(String.join(",", ResultCsv.header())).isEqualTo(HEADER);
  }

  @Test
  void valuesComeBackWhateverTheLocale() throws Exception {
    Path target = folder.resolve("r.csv");
    Locale before = Locale.getDefault();
    try {
      Locale.setDefault(Locale.GERMANY);
      ResultCsv.write(target, List.of(Rows.row("cache=kv/64,tokens=16", 20.5)));
    } finally {
      Locale.setDefault(before);
    }
    CSVRecord row = rows(target).get(0);
    assertThat(row.get("median_ms")).isEqualTo("20.5");
    assertThat(row.get("plan")).isEqualTo("cache=kv/64,tokens=16");
    assertThat(row.get("dataset")).isEqualTo("sample, \"images\"");
    assertThat(row.get("accuracy")).isEmpty();
    assertThat(row.get("peak_memory_bytes")).isEqualTo("400000000");
  }

  @Test
  void aFolderThatIsGoneIsNamed() {
    assertThatThrownBy(() -> ResultCsv.write(folder.resolve("gone").resolve("r.csv"), List.of()))
        .isInstanceOf(ReportException.class)
        .hasMessageContaining("r.csv")
        .hasMessageContaining("does not exist");
  }

  @Test
  void aFailedExportLeavesWhatWasThere() throws Exception {
    Path target = Files.createDirectory(folder.resolve("r.csv"));
    Files.writeString(target.resolve("inside"), "kept");

    assertThatThrownBy(() -> ResultCsv.write(target, List.of()))
        .isInstanceOf(ReportException.class);
    assertThat(target.resolve("inside")).hasContent("kept");
  }

  private static List<CSVRecord> rows(Path file) throws Exception {
    CSVFormat format = CSVFormat.RFC4180.builder().setHeader().setSkipHeaderRecord(true).get();
    try (CSVParser parser =
        CSVParser.parse(file, java.nio.charset.StandardCharsets.UTF_8, format)) {
      return parser.getRecords();
    }
  }
}
