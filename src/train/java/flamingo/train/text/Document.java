package flamingo.train.text;

import java.util.List;

/**
 * Interleaved images and text.
 *
 * @param kind of its answers, for their losses
 */
public record Document(Kind kind, List<Chunk> chunks) {
  /** What its answers are. */
  public enum Kind {
    LABEL,
    INVENTED_LABEL,
    QUESTION,
    CAPTION
  }
}
