package flamingo.ui.results;

import flamingo.report.ResultRow;
import java.util.function.Function;

/** What a plan may cost, beside its speed. */
enum QualityMeasure {
  RIGHT_ANSWERS("results.quality.answers", ResultRow::accuracy),
  AGREEMENT("results.quality.agreement", ResultRow::tokenAgreement);

  private final String key;
  private final Function<ResultRow, Double> value;

  QualityMeasure(String key, Function<ResultRow, Double> value) {
    this.key = key;
    this.value = value;
  }

  /** Of its name for people. */
  String key() {
    return key;
  }

  /** 0 to 1; null where it was not measured. */
  Double of(ResultRow row) {
    return value.apply(row);
  }
}
