package flamingo.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import flamingo.model.layer.ExactSaving;
import flamingo.model.layer.Sparsity;
import flamingo.tensor.TensorOps;
import flamingo.tensor.engine.Engines;
import flamingo.text.WordTokenizer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

class ConversationTest {
  private static final WordTokenizer TOKENIZER = WordTokenizer.mini();
  private static final TensorOps OPS = Engines.fastest(1).ops();
  private static final Flamingo MINI = MiniFlamingo.untrained(ModelPreset.MINI, TOKENIZER, OPS);
  private static final String SHOTS =
      "<image> output : red <|endofchunk|> <image> output : blue <|endofchunk|> ";

  private final INDArray pixels = Nd4j.rand(DataType.FLOAT, 1, 4, 3, 64, 64);
  private final PreparedFlamingo model = MINI.prepare(ExecutionPlan.DENSE);

  @Test
  void anotherQuestionAboutTheSameImageReadsOnlyWhatDiffers() {
    try (Conversation conversation = new Conversation(model)) {
      check(conversation, SHOTS + "<image> question : what color is the object ?", 3, 0);
      check(conversation, SHOTS + "<image> question : what shape is the object ?", 3, 14);
      check(conversation, SHOTS + "<image> question : where", 3, 13);
    }
  }

  @Test
  void anotherImageAfterTheSameShotsKeepsTheShots() {
    try (Conversation conversation = new Conversation(model)) {
      check(conversation, SHOTS + "<image> output :", 3, 0);
      pixels
          .get(NDArrayIndex.point(0), NDArrayIndex.point(2))
          .assign(Nd4j.rand(DataType.FLOAT, 3, 64, 64));
      check(conversation, SHOTS + "<image> output :", 3, 10);
      check(conversation, SHOTS + "<image> output : a <|endofchunk|> <image> output :", 4, 13);
      check(conversation, SHOTS + "<image> output :", 3, 12);
    }
  }

  @Test
  void whatWasWrittenMeanwhileIsForgotten() {
    try (Conversation conversation = new Conversation(model)) {
      Sequence sequence = conversation.read(TOKENIZER.encode("<image> output :"), images(1));
      sequence.step(new int[] {10});
      sequence.step(new int[] {11});
      check(conversation, "<image> output : red", 1, 3);
    }
  }

  @Test
  void otherShotsAreReadFromTheBeginning() {
    try (Conversation conversation = new Conversation(model)) {
      check(conversation, SHOTS + "<image> output :", 3, 0);
      pixels.assign(Nd4j.rand(DataType.FLOAT, 1, 4, 3, 64, 64));
      check(conversation, SHOTS + "<image> output :", 3, 0);
    }
  }

  @Test
  void withoutTheSavingEverythingIsReadAgain() {
    PreparedFlamingo plain = MINI.prepare(ExecutionPlan.DENSE.without(ExactSaving.SHARED_PREFIX));
    try (Conversation conversation = new Conversation(plain)) {
      check(conversation, "<image> output :", 1, 0);
      check(conversation, "<image> output : red", 1, 0);
    }
  }

  @ParameterizedTest
  @EnumSource(Sparsity.Per.class)
  void tokensThatAPromptChoseAreNotReadForAnother(Sparsity.Per per) {
    ExecutionPlan plan = ExecutionPlan.DENSE.withSparsity(new Sparsity(4, per));
    PreparedFlamingo sparse = MINI.prepare(plan);
    int kept = per == Sparsity.Per.QUERY ? 14 : 0;
    try (Conversation conversation = new Conversation(sparse)) {
      String question = SHOTS + "<image> question : what ";
      check(sparse, conversation, question + "color is the object ?", 3, 0);
      check(sparse, conversation, question + "shape is the object ?", 3, kept);
    }
  }

  private void check(Conversation conversation, String prompt, int images, int kept) {
    check(model, conversation, prompt, images, kept);
  }

  private void check(
      PreparedFlamingo model, Conversation conversation, String prompt, int images, int kept) {
    int[] ids = TOKENIZER.encode(prompt);
    INDArray scores = conversation.read(ids, images(images)).logits().dup();
    try (Sequence fresh = model.start(new int[][] {ids}, null, images(images))) {
      INDArray expected = fresh.logits();
      assertThat(conversation.keptTokens()).isEqualTo(kept);
      assertThat(scores.distance2(expected) / expected.norm2Number().doubleValue())
          .isEqualTo(0, within(1e-5));
    }
  }

  private INDArray images(int count) {
    return pixels.get(NDArrayIndex.all(), NDArrayIndex.interval(0, count)).dup('c');
  }
}
