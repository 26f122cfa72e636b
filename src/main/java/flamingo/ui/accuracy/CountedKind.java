package flamingo.ui.accuracy;

import flamingo.benchmark.accuracy.Accuracy;
import flamingo.benchmark.accuracy.Tally;
import flamingo.controller.ComparedAccuracy;
import java.util.ArrayList;
import java.util.List;

/**
 * A row of the table: requests of one kind.
 *
 * @param kind its name, or what all together are called
 */
record CountedKind(String kind, Tally dense, Tally current) {
  static List<CountedKind> of(ComparedAccuracy compared, String all) {
    Accuracy dense = compared.dense();
    Accuracy current = compared.current();
    List<CountedKind> rows = new ArrayList<>();
    rows.add(new CountedKind(all, dense.all(), current.all()));
    if (dense.kinds().size() > 1) {
      dense
          .kinds()
          .forEach(
              (kind, tally) -> rows.add(new CountedKind(kind, tally, current.kinds().get(kind))));
    }
    return rows;
  }
}
