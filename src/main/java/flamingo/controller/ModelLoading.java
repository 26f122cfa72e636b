package flamingo.controller;

import flamingo.checkpoint.FileHash;
import flamingo.model.layer.Weights;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicBoolean;

/** The loading of a model on its way: how much of it was read, and whether it is to end. */
final class ModelLoading {
  private final AtomicBoolean cancelled = new AtomicBoolean();
  private final LoadingListener listener;
  private long parameters;
  private long read;
  private boolean over;

  ModelLoading(LoadingListener listener) {
    this.listener = listener;
  }

  /** One that nobody waits for. */
  static ModelLoading unheard() {
    ModelLoading loading = new ModelLoading(share -> {});
    loading.end();
    return loading;
  }

  /** Ends it before the next tensor, or block of a file; from any thread. */
  void cancel() {
    cancelled.set(true);
  }

  /** The weights, which tell of each tensor as long as the loading is under way. */
  Weights heard(Weights weights) {
    return weights.heard((name, shape) -> reading(shape));
  }

  /** The hash of a file, which for a large one takes minutes: cancelling does not wait for it. */
  String sha256(Path file) {
    try (InputStream input = heard(Files.newInputStream(file))) {
      return FileHash.sha256(input);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The stream, which ends before its next block where the loading is cancelled. */
  InputStream heard(InputStream input) {
    return new FilterInputStream(input) {
      @Override
      public int read(byte[] block, int offset, int length) throws IOException {
        requireWanted();
        return super.read(block, offset, length);
      }
    };
  }

  /**
   * @param all weights of the model, by which progress is measured
   */
  void of(long all) {
    requireWanted();
    parameters = all;
  }

  /** What is read from now on is none of it. */
  void end() {
    over = true;
  }

  private void reading(long[] shape) {
    if (over) {
      return;
    }
    requireWanted();
    long size = 1;
    for (long length : shape) {
      size *= length;
    }
    read += size;
    listener.loaded(Math.min(1, (double) read / Math.max(1, parameters)));
  }

  private void requireWanted() {
    if (cancelled.get()) {
      throw new CancellationException("Loading the model was cancelled; the one before it stays.");
    }
  }
}
