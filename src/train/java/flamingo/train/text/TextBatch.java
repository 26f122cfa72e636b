package flamingo.train.text;

import flamingo.text.Tokenizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Documents as tokens, padded on the right. A document ends where the next chunk would not fit.
 *
 * <pre>
 * B documents   L tokens
 *   ids       [B][L]
 *   images    [B][..]    picture of each image token
 *   roles     [B][L]     what the token is, as a target
 * </pre>
 *
 * @param dues places where an invented word is due that was said before
 */
public record TextBatch(
    List<Document> documents, int[][] ids, int[][] images, Role[][] roles, List<Due> dues) {

  /** What predicting a token is worth. */
  public enum Role {
    PADDING,
    /** The first token: nothing predicts it. */
    FIRST,
    OTHER,
    ANSWER
  }

  /**
   * @param place whose successor is the word
   * @param earlier where the word stands before that
   */
  public record Due(int document, int place, int[] earlier) {}

  public static TextBatch of(List<Document> documents, Tokenizer tokenizer, int length) {
    int[][] ids = new int[documents.size()][length];
    int[][] images = new int[documents.size()][];
    Role[][] roles = new Role[documents.size()][length];
    List<Due> dues = new ArrayList<>();
    for (int row = 0; row < ids.length; row++) {
      Arrays.fill(ids[row], tokenizer.padding());
      Arrays.fill(roles[row], Role.PADDING);
      images[row] = write(documents.get(row), tokenizer, ids[row], roles[row]);
      if (documents.get(row).kind() == Document.Kind.INVENTED_LABEL) {
        addDues(row, ids[row], roles[row], tokenizer.endOfChunk(), dues);
      }
    }
    return new TextBatch(documents, ids, images, roles, dues);
  }

  /** The same without columns that are padding in every row. */
  public TextBatch trimmed() {
    int longest = 1;
    for (Role[] row : roles) {
      for (int i = longest; i < row.length; i++) {
        longest = row[i] == Role.PADDING ? longest : i + 1;
      }
    }
    int[][] shortIds = ids.clone();
    Role[][] shortRoles = roles.clone();
    for (int row = 0; row < ids.length; row++) {
      shortIds[row] = Arrays.copyOf(ids[row], longest);
      shortRoles[row] = Arrays.copyOf(roles[row], longest);
    }
    return new TextBatch(documents, shortIds, images, shortRoles, dues);
  }

  /** Tokens that are not padding. */
  public long tokens() {
    return Arrays.stream(roles).flatMap(Arrays::stream).filter(r -> r != Role.PADDING).count();
  }

  private static int[] write(Document document, Tokenizer tokenizer, int[] ids, Role[] roles) {
    List<Integer> images = new ArrayList<>();
    int at = 0;
    for (Chunk chunk : document.chunks()) {
      int[] prompt = tokenizer.encode(chunk.prompt());
      int[] answer = tokenizer.encode(chunk.answer());
      if (at + 1 + prompt.length + answer.length + 1 > ids.length) {
        break;
      }
      images.add(chunk.image());
      roles[at] = at == 0 ? Role.FIRST : Role.OTHER;
      ids[at++] = tokenizer.image();
      Arrays.fill(roles, at, at + prompt.length, Role.OTHER);
      System.arraycopy(prompt, 0, ids, at, prompt.length);
      at += prompt.length;
      Arrays.fill(roles, at, at + answer.length + 1, Role.ANSWER);
      System.arraycopy(answer, 0, ids, at, answer.length);
      at += answer.length;
      ids[at++] = tokenizer.endOfChunk();
    }
    return images.stream().mapToInt(Integer::intValue).toArray();
  }

  private static void addDues(int row, int[] ids, Role[] roles, int end, List<Due> dues) {
    for (int place = 1; place < ids.length; place++) {
      if (roles[place] == Role.ANSWER && ids[place] != end) {
        int word = ids[place];
        List<Integer> earlier = new ArrayList<>();
        for (int i = 0; i < place; i++) {
          if (ids[i] == word) {
            earlier.add(i);
          }
        }
        if (!earlier.isEmpty()) {
          dues.add(
              new Due(row, place - 1, earlier.stream().mapToInt(Integer::intValue).toArray()));
        }
      }
    }
  }
}
