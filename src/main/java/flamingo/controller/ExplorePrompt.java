package flamingo.controller;

import flamingo.controller.ExploreRequest.Card;
import flamingo.controller.ExploreRequest.Template;
import flamingo.text.Shot;
import flamingo.text.Tokenizer;
import java.util.Arrays;
import java.util.List;

/**
 * A request as the model reads it.
 *
 * @param ids [L]
 * @param classes tokens of each class name; empty where the answer is free
 * @param unknownWords of the request, which have no token
 */
record ExplorePrompt(int[] ids, int[][] classes, List<String> unknownWords) {
  static final int MOST_NEW_TOKENS = 20;

  /**
   * @throws IllegalArgumentException if the model cannot read as much, or there is nothing to
   *     choose from
   */
  static ExplorePrompt of(ModelSession session, ExploreRequest request) {
    Tokenizer tokenizer = session.tokenizer();
    List<Card> cards = request.cards();
    boolean asks = request.template() == Template.QUESTION;
    String question = asks ? request.question() : null;
    List<Shot> shots =
        cards.subList(0, cards.size() - 1).stream()
            .map(card -> new Shot(question, card.text()))
            .toList();
    requireTexts(request, shots);
    String text =
        switch (request.template()) {
          case CAPTION -> session.prompts().caption(shots);
          case QUESTION -> session.prompts().question(shots, question);
          case CLASSIFY -> session.prompts().label(shots);
        };
    int[] ids = tokenizer.encode(text);
    session.flamingo().config().language().requireRoom(ids.length, MOST_NEW_TOKENS);
    return new ExplorePrompt(
        ids, classes(tokenizer, request), unknownWords(tokenizer, shots, question));
  }

  private static void requireTexts(ExploreRequest request, List<Shot> shots) {
    if (request.template() == Template.QUESTION && request.question().isBlank()) {
      throw new IllegalArgumentException("There is no question; write one, or ask for a caption.");
    }
    for (int i = 0; i < shots.size(); i++) {
      if (shots.get(i).answer().isBlank()) {
        throw new IllegalArgumentException(
            "Image %d of the prompt is an example without a text; write what the model should have answered, or take it out."
                .formatted(i + 1));
      }
    }
  }

  private static int[][] classes(Tokenizer tokenizer, ExploreRequest request) {
    if (request.template() != Template.CLASSIFY) {
      return new int[0][];
    }
    int[][] names =
        request.classes().stream()
            .map(tokenizer::encode)
            .filter(name -> name.length > 0)
            .toArray(int[][]::new);
    if (names.length < 2) {
      throw new IllegalArgumentException(
          "There are no classes to choose from; open a folder with a subfolder for each class, or ask for a caption.");
    }
    return names;
  }

  private static List<String> unknownWords(Tokenizer tokenizer, List<Shot> shots, String question) {
    StringBuilder texts = new StringBuilder(question == null ? "" : question);
    shots.forEach(shot -> texts.append(' ').append(shot.answer()));
    return Arrays.stream(texts.toString().strip().split("\\s+"))
        .filter(word -> !word.isEmpty() && !tokenizer.canSpell(word))
        .distinct()
        .toList();
  }
}
