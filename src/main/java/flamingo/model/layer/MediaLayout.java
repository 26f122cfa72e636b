package flamingo.model.layer;

import flamingo.tensor.Span;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Where the images of a batch of interleaved sequences stand: for each text token, how many images
 * came before it, its own included. Image j of a row is the j-th {@code <image>} token of that row.
 *
 * @see <a href="https://arxiv.org/abs/2204.14198">Flamingo, section 2.3 and figure 7</a>
 */
public final class MediaLayout {
  private final int[][] seen; // [B][L]
  private final int images;

  private MediaLayout(int[][] seen, int images) {
    this.seen = seen;
    this.images = images;
  }

  /**
   * @param ids token ids, [B][L]
   * @param imageToken id of {@code <image>}
   * @param images number of images of each row, T; rows with fewer are padded
   * @throws IllegalArgumentException if a row has more {@code <image>} tokens than images
   */
  public static MediaLayout of(int[][] ids, int imageToken, int images) {
    int[][] seen = new int[ids.length][];
    for (int row = 0; row < ids.length; row++) {
      seen[row] = new int[ids[row].length];
      int count = 0;
      for (int place = 0; place < ids[row].length; place++) {
        count += ids[row][place] == imageToken ? 1 : 0;
        seen[row][place] = count;
      }
      if (count > images) {
        throw new IllegalArgumentException(
            "Sequence %d has %d <image> tokens, but only %d images were given; give one for each."
                .formatted(row + 1, count, images));
      }
    }
    return new MediaLayout(seen, images);
  }

  /** The layout of the tokens from a place on. */
  public MediaLayout from(int place) {
    int[][] rest = new int[seen.length][];
    for (int row = 0; row < seen.length; row++) {
      rest[row] = Arrays.copyOfRange(seen[row], place, seen[row].length);
    }
    return new MediaLayout(rest, images);
  }

  /** The layout of {@code length} further tokens without images: they see what the last one saw. */
  public MediaLayout following(int length) {
    int[][] further = new int[seen.length][length];
    for (int row = 0; row < seen.length; row++) {
      int[] before = seen[row];
      Arrays.fill(further[row], before.length == 0 ? 0 : before[before.length - 1]);
    }
    return new MediaLayout(further, images);
  }

  /** Whether no token sees anything. */
  boolean isBlind(MediaAttention attention) {
    boolean unseen = Arrays.stream(seen).flatMapToInt(Arrays::stream).allMatch(count -> count == 0);
    return unseen && (attention == MediaAttention.IMMEDIATE || images == 0);
  }

  /**
   * What each run of tokens attends to, where an image has {@code tokens} visual tokens.
   *
   * @param gathered whether the keys of images that are not seen are left out; else masked
   */
  MediaSpans spans(MediaAttention attention, int tokens, boolean gathered) {
    List<Span> placed = new ArrayList<>();
    List<Span> uniform = new ArrayList<>();
    for (int row = 0; row < seen.length; row++) {
      for (int from = 0, to; from < seen[row].length; from = to) {
        int image = seen[row][from];
        to = from + 1;
        while (to < seen[row].length && seen[row][to] == image) {
          to++;
        }
        if (image > 0) {
          int firstKey = attention == MediaAttention.IMMEDIATE ? (image - 1) * tokens : 0;
          Span own = new Span(row, from, to, firstKey, image * tokens);
          placed.add(gathered ? own : own.amongKeys(images * tokens));
        } else if (attention == MediaAttention.ALL_PREVIOUS && images > 0) {
          uniform.add(new Span(row, from, to, 0, images * tokens));
        }
      }
    }
    return new MediaSpans(placed, uniform);
  }
}
