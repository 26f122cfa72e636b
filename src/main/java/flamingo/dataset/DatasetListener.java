package flamingo.dataset;

/** Hears of each file while a data set is being opened, on the thread that opens it. */
public interface DatasetListener {
  void found(Sample sample);

  void broken(BrokenFile file);

  /** Hears nothing. */
  static DatasetListener none() {
    return new DatasetListener() {
      @Override
      public void found(Sample sample) {}

      @Override
      public void broken(BrokenFile file) {}
    };
  }
}
