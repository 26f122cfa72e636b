package flamingo.train.text;

import flamingo.dataset.content.Captions;
import flamingo.dataset.content.Question;
import flamingo.dataset.content.Questions;
import flamingo.dataset.content.Vocabulary;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Function;

/** Makes documents about the pictures of a pool, with words in the place of images or without. */
public final class DocumentMaker {
  private static final String OUTPUT = "output :";
  private static final double THREE_VALUES = 0.2;
  private static final int KEYS = 6;

  /** Kinds of questions that are learned last, and are asked more often for it. */
  private static final Set<String> PLACES = Set.of("left_of", "above", "where_of");

  private static final double OF_PLACES = 0.4;

  private final PicturePool pool;
  private final SplittableRandom random;
  private final StandIn standIn;

  private DocumentMaker(PicturePool pool, SplittableRandom random, StandIn standIn) {
    this.pool = pool;
    this.random = random;
    this.standIn = standIn;
  }

  /** The images themselves will be seen. */
  public static DocumentMaker withImages(PicturePool pool, SplittableRandom random) {
    return new DocumentMaker(pool, random, new StandIn(false, true));
  }

  /** There are words instead; each maker has its manner, so take one for each document. */
  public static DocumentMaker inWords(PicturePool pool, SplittableRandom random) {
    return new DocumentMaker(pool, random, StandIn.any(random));
  }

  /** Chunks of one task that fits the pool, any of its labels in each. */
  public Document inContext(int chunks) {
    List<InContextTask> fitting =
        InContextTask.all().stream()
            .filter(task -> pool.has(task.attribute()))
            .toList();
    return inContext(Vocabulary.any(fitting, random), chunks);
  }

  /** Chunks of a task, every label equally often. */
  public Document inContext(InContextTask task, int chunks) {
    Map<String, List<Integer>> byLabel = pool.byLabel(task.attribute());
    List<String> labels = new ArrayList<>(byLabel.keySet());
    Map<String, String> words = new HashMap<>();
    if (task.invented()) {
      Vocabulary.shuffle(labels, random);
      labels = labels.subList(0, Math.min(labels.size(), random.nextDouble() < THREE_VALUES ? 3 : 2));
      List<String> invented = new ArrayList<>(Vocabulary.INVENTED);
      Vocabulary.shuffle(invented, random);
      for (String label : labels) {
        words.put(label, invented.get(words.size()));
      }
    }
    List<Chunk> made = new ArrayList<>();
    for (int i = 0; i < chunks; i++) {
      String label = Vocabulary.any(labels, random);
      int image = Vocabulary.any(byLabel.get(label), random);
      made.add(chunk(image, OUTPUT, words.getOrDefault(label, label), task.name()));
    }
    Document.Kind kind =
        task.invented() ? Document.Kind.INVENTED_LABEL : Document.Kind.LABEL;
    return new Document(kind, made);
  }

  /** Chunks with a question each. */
  public Document questions(int chunks) {
    return new Document(Document.Kind.QUESTION, chunks(chunks, this::question));
  }

  /** Chunks with a caption each. */
  public Document captions(int chunks) {
    return new Document(
        Document.Kind.CAPTION,
        chunks(chunks, image -> chunk(image, OUTPUT, Captions.of(pool.get(image)), "caption")));
  }

  /** Keys and invented words for them, again and again: what teaches to match and copy. */
  public Document keysAndValues(int chunks) {
    List<String> keys = new ArrayList<>(Vocabulary.COLOURS);
    keys.addAll(Vocabulary.SHAPES);
    keys.addAll(Vocabulary.CATEGORIES);
    Vocabulary.shuffle(keys, random);
    List<String> invented = new ArrayList<>(Vocabulary.INVENTED);
    Vocabulary.shuffle(invented, random);
    int count = 2 + random.nextInt(KEYS - 1);
    List<Chunk> made = new ArrayList<>();
    for (int i = 0; i < chunks; i++) {
      int key = random.nextInt(count);
      made.add(new Chunk(0, keys.get(key) + " " + OUTPUT, invented.get(key), "keys"));
    }
    return new Document(Document.Kind.INVENTED_LABEL, made);
  }

  private List<Chunk> chunks(int count, Function<Integer, Chunk> make) {
    List<Chunk> made = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      made.add(make.apply(random.nextInt(pool.size())));
    }
    return made;
  }

  private Chunk question(int image) {
    List<Question> all = Questions.all(pool.get(image), random);
    if (random.nextDouble() < OF_PLACES
        && all.stream().anyMatch(one -> PLACES.contains(one.kind()))) {
      all = all.stream().filter(one -> PLACES.contains(one.kind())).toList();
    }
    Question question = Vocabulary.any(all, random);
    String prompt = "question : " + question.text() + " answer :";
    return chunk(image, prompt, question.answer(), question.kind());
  }

  private Chunk chunk(int image, String prompt, String answer, String name) {
    String words = standIn.of(pool.get(image));
    return new Chunk(image, (words + " " + prompt).strip(), answer, name);
  }
}
