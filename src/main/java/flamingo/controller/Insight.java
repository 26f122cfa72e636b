package flamingo.controller;

import flamingo.controller.Exploration.Candidate;
import flamingo.controller.Exploration.Proposal;
import flamingo.controller.Exploration.SeenImage;
import flamingo.controller.Exploration.Word;
import flamingo.model.EncodedImages;
import flamingo.model.Inspection;
import flamingo.model.PreparedFlamingo;
import flamingo.model.ResampledImage;
import flamingo.optimization.Selection;
import flamingo.tensor.Floats;
import flamingo.text.Tokenizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Reads prompt and answer once more, as one text, and keeps what a person may want to see.
 *
 * @param pixels [1, T, 3, S, S]
 */
record Insight(
    ModelSession session,
    PreparedFlamingo model,
    ExplorePrompt prompt,
    INDArray pixels,
    EncodedImages images) {
  private static final int CANDIDATES = 5;

  Exploration exploration(
      ExploreRequest request,
      Answer answer,
      Answer dense,
      Selection baseline,
      int[] tokens,
      List<Proposal> proposals) {
    List<ResampledImage> resampled =
        new Inspection(model)
            .resampled(pixels.reshape('c', pixels.size(1), 3, pixels.size(3), pixels.size(4)));
    return new Exploration(
        answer,
        dense,
        baseline,
        words(tokens, resampled),
        List.copyOf(proposals),
        new Inspection(model).gates(),
        images(request, resampled),
        prompt.unknownWords());
  }

  /** The text of a token, also where it is one that is left out of answers. */
  static String word(Tokenizer tokenizer, int token) {
    if (token == tokenizer.endOfChunk()) {
      return "<end>";
    }
    return tokenizer.decode(token);
  }

  private List<Word> words(int[] tokens, List<ResampledImage> resampled) {
    if (tokens.length == 0) {
      return List.of();
    }
    int length = prompt.ids().length;
    int[] text = Arrays.copyOf(prompt.ids(), length + tokens.length);
    System.arraycopy(tokens, 0, text, length, tokens.length);
    WordAttention attention = new WordAttention(text.length, model.visualTokens());
    INDArray logits = new Inspection(model).watch(text, images, attention); // [1, L, V]
    float[] scores = Floats.of(logits);
    int vocabulary = (int) logits.size(2);
    double[][][] gaze = resampled.stream().map(ResampledImage::gaze).toArray(double[][][]::new);
    List<Word> words = new ArrayList<>();
    for (int i = 0; i < tokens.length; i++) {
      int place = length + i - 1; // the place that chose it
      float[] row = Arrays.copyOfRange(scores, place * vocabulary, (place + 1) * vocabulary);
      words.add(
          new Word(
              word(session.tokenizer(), tokens[i]),
              likeliest(row),
              attention.heatMap(place, gaze)));
    }
    return words;
  }

  private List<Candidate> likeliest(float[] scores) {
    double best = IntStream.range(0, scores.length).mapToDouble(i -> scores[i]).max().orElseThrow();
    double[] shares =
        IntStream.range(0, scores.length).mapToDouble(i -> Math.exp(scores[i] - best)).toArray();
    double sum = Arrays.stream(shares).sum();
    return IntStream.range(0, shares.length)
        .boxed()
        .sorted(Comparator.comparingDouble((Integer token) -> -shares[token]))
        .limit(CANDIDATES)
        .map(token -> new Candidate(word(session.tokenizer(), token), shares[token] / sum))
        .toList();
  }

  private List<SeenImage> images(ExploreRequest request, List<ResampledImage> resampled) {
    int tokens = model.visualTokens();
    float[] values = Floats.of(images.tokens());
    int width = values.length / (images.count() * tokens);
    double[][] points = new double[images.count() * tokens][width];
    for (int i = 0; i < values.length; i++) {
      points[i / width][i % width] = values[i];
    }
    double[][] plane = PrincipalPlane.project(points);
    return IntStream.range(0, images.count())
        .mapToObj(
            image ->
                new SeenImage(
                    request.cards().get(image).image(),
                    resampled.get(image).layers(),
                    Arrays.copyOfRange(plane, image * tokens, (image + 1) * tokens)))
        .toList();
  }
}
