package flamingo.train.module;

import flamingo.train.tensor.Tensors;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/**
 * Text laid out by the image it sees, so that cross-attention needs no mask and computes no product
 * that is thrown away. A chunk is the text from one {@code <image>} to the next.
 *
 * <pre>
 * B batch   L text   C chunks   S tokens of the longest chunk
 *   toChunks     [C S]    row of [B L, D] that a place takes; shorter chunks repeat row 0
 *   fromChunks   [B L]    place of [C S + 1, D] that a row takes; the last is zero, for text before any image
 *   images       [C]      which image a chunk sees
 * </pre>
 */
public final class MediaIndex {
  private final Tensor toChunks;
  private final Tensor fromChunks;
  private final Tensor images;
  private final long chunks;
  private final long longest;

  private MediaIndex(List<int[]> chunks, int rows) {
    this.chunks = chunks.size();
    this.longest = chunks.stream().mapToInt(chunk -> chunk[2] - chunk[1]).max().orElse(0);
    long[] to = new long[Math.toIntExact(this.chunks * longest)];
    long[] from = new long[rows];
    Arrays.fill(from, to.length);
    for (int i = 0; i < chunks.size(); i++) {
      int[] chunk = chunks.get(i);
      for (int row = chunk[1]; row < chunk[2]; row++) {
        int place = (int) (i * longest) + row - chunk[1];
        to[place] = row;
        from[row] = place;
      }
    }
    this.toChunks = Tensors.of(to, to.length);
    this.fromChunks = Tensors.of(from, from.length);
    this.images = Tensors.of(chunks.stream().mapToLong(c -> c[0]).toArray(), this.chunks);
  }

  /**
   * @param ids token ids, [B][L]
   * @param imageToken id of {@code <image>}
   * @param images which image each {@code <image>} token of a row stands for, [B][T]
   * @return null where there is no image at all
   */
  public static MediaIndex of(int[][] ids, int imageToken, int[][] images) {
    List<int[]> chunks = new ArrayList<>(); // image, first row, end
    int length = ids[0].length;
    for (int b = 0; b < ids.length; b++) {
      int seen = 0;
      for (int l = 0; l < length; l++) {
        if (ids[b][l] == imageToken) {
          chunks.add(new int[] {images[b][seen], b * length + l, (b + 1) * length});
          if (seen > 0) {
            chunks.get(chunks.size() - 2)[2] = b * length + l;
          }
          seen++;
        }
      }
    }
    return chunks.isEmpty() ? null : new MediaIndex(chunks, ids.length * length);
  }

  /** Rows of text, [B L, D], to [C, S, D]. */
  Tensor toChunks(Tensor rows) {
    return torch.embedding(rows, toChunks).reshape(chunks, longest, rows.size(1));
  }

  /** [C, S, D] to rows of text, [B L, D], zero where no image is seen. */
  Tensor fromChunks(Tensor x) {
    Tensor places = torch.constant_pad_nd(x.reshape(chunks * longest, x.size(2)), 0, 0, 0, 1);
    return torch.embedding(places, fromChunks);
  }

  /** What each chunk sees: [images, R, D] to [C, R, D]. */
  Tensor ofChunks(Tensor media) {
    Tensor flat = media.reshape(media.size(0), media.size(1) * media.size(2));
    return torch.embedding(flat, images).reshape(chunks, media.size(1), media.size(2));
  }
}
