package flamingo.ui.explore;

import flamingo.controller.Exploration;
import flamingo.controller.ExploreController;
import flamingo.controller.ExploreListener;
import flamingo.controller.ExploreRequest;
import flamingo.controller.ExploreRequest.Card;
import flamingo.controller.ExploreRequest.Template;
import flamingo.controller.UserFacingError;
import flamingo.dataset.Sample;
import flamingo.optimization.Selection;
import flamingo.ui.common.ErrorReporter;
import flamingo.ui.common.Errors;
import flamingo.ui.common.Numbers;
import flamingo.ui.common.Texts;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.Executor;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.beans.binding.StringBinding;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.IntegerProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyDoubleProperty;
import javafx.beans.property.ReadOnlyDoubleWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleIntegerProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.beans.value.ObservableValue;
import javafx.collections.FXCollections;
import javafx.collections.ListChangeListener;
import javafx.collections.ObservableList;

/** The prompt, and what the model made of it. A request that fails leaves both as they were. */
public final class ExploreViewModel {
  static final int MOST_SHOTS = 8;
  private static final double UNKNOWN = -1;

  /** So many classes take so long to compare that it is said. */
  private static final int MANY_CLASSES = 100;

  private final Executor ui;
  private final ExploreController controller;
  private final ErrorReporter errors;
  private final ObservableList<String> classes;
  private final ObservableList<Sample> candidates;
  private final ObservableValue<Selection> selection;
  private final ObservableList<PromptCard> cards = FXCollections.observableArrayList();
  private final ObjectProperty<Template> template = new SimpleObjectProperty<>(Template.CAPTION);
  private final StringProperty question = new SimpleStringProperty("");
  private final IntegerProperty shots = new SimpleIntegerProperty();
  private final BooleanProperty measuring = new SimpleBooleanProperty();
  private final BooleanProperty ready = new SimpleBooleanProperty();
  private final ReadOnlyBooleanWrapper running = new ReadOnlyBooleanWrapper();
  private final ReadOnlyBooleanWrapper choosing = new ReadOnlyBooleanWrapper();
  private final ReadOnlyDoubleWrapper progress = new ReadOnlyDoubleWrapper();
  private final ReadOnlyStringWrapper answer = new ReadOnlyStringWrapper("");
  private final ReadOnlyObjectWrapper<Exploration> exploration = new ReadOnlyObjectWrapper<>();
  private final BooleanBinding askable;
  private final StringBinding waitsFor;

  /**
   * @param classes that a classification chooses from
   * @param candidates images that examples are chosen from
   * @param selection by which the next prompt is answered
   */
  public ExploreViewModel(
      Executor ui,
      ExploreController controller,
      ErrorReporter errors,
      ObservableList<String> classes,
      ObservableList<Sample> candidates,
      ObservableValue<Selection> selection) {
    this.ui = ui;
    this.controller = controller;
    this.errors = errors;
    this.classes = classes;
    this.candidates = candidates;
    this.selection = selection;
    askable = ready.and(running.not()).and(choosing.not()).and(Bindings.isNotEmpty(cards));
    cards.addListener((ListChangeListener<PromptCard>) change -> shots.set(mostShots()));
    waitsFor = Bindings.createStringBinding(this::reason, ready, measuring, running);
  }

  /** Whether the engine can take a request. */
  public BooleanProperty readyProperty() {
    return ready;
  }

  /** Whether the engine cannot because it is measuring. */
  public BooleanProperty measuringProperty() {
    return measuring;
  }

  public ReadOnlyBooleanProperty runningProperty() {
    return running.getReadOnlyProperty();
  }

  /** Puts images behind those that are there. */
  public void add(Collection<Sample> images) {
    cards.addAll(cardsOf(images));
  }

  /** Puts images in front of one that is there. */
  void addBefore(PromptCard card, Collection<Sample> images) {
    cards.addAll(cards.indexOf(card), cardsOf(images));
  }

  /** Does nothing where a request is under way, or there is nothing to ask. */
  public void ask() {
    if (!askable.get()) {
      return;
    }
    running.set(true);
    progress.set(UNKNOWN);
    forget();
    controller
        .ask(request(), new Heard())
        .whenComplete((found, failure) -> ui.execute(() -> end(found, failure)));
  }

  /**
   * Puts the images most like the one that is asked about before it, in the place of the examples
   * that are there; only images whose text is known.
   */
  public void chooseSimilar() {
    if (!askable.get()) {
      return;
    }
    PromptCard asked = cards.get(cards.size() - 1);
    List<Card> known =
        candidates.stream()
            .map(image -> new Card(image, known(image)))
            .filter(card -> !card.text().isBlank())
            .toList();
    choosing.set(true);
    progress.set(0);
    controller
        .similar(
            asked.image(),
            known,
            MOST_SHOTS,
            selection.getValue(),
            share -> ui.execute(() -> progress.set(share)))
        .whenComplete((found, failure) -> ui.execute(() -> end(asked, found, failure)));
  }

  private List<PromptCard> cardsOf(Collection<Sample> images) {
    return images.stream().map(image -> new PromptCard(image, known(image))).toList();
  }

  private String known(Sample image) {
    return PromptCard.known(image, template.get(), question.get());
  }

  private void end(PromptCard asked, List<Card> found, Throwable failure) {
    choosing.set(false);
    progress.set(0);
    if (failure != null) {
      Errors.unlessCancelled(failure).ifPresent(errors::report);
    } else if (found.isEmpty()) {
      errors.report(
          new UserFacingError(
              "NO_EXAMPLES",
              Texts.text("explore.similar.none"),
              Texts.text("explore.similar.none.remedy"),
              null));
    } else {
      List<PromptCard> all =
          new ArrayList<>(
              found.stream().map(card -> new PromptCard(card.image(), card.text())).toList());
      all.add(asked);
      cards.setAll(all);
    }
  }

  /** Whether examples are being chosen. */
  public ReadOnlyBooleanProperty choosingProperty() {
    return choosing.getReadOnlyProperty();
  }

  /**
   * Share of the images that were looked at, or of the classes that were compared; negative while
   * it is not known how long the answer will be.
   */
  public ReadOnlyDoubleProperty progressProperty() {
    return progress.getReadOnlyProperty();
  }

  /** Forgets the answer, not the prompt. */
  public void forget() {
    answer.set("");
    exploration.set(null);
  }

  /** Ends the request under way; what was written stays. */
  public void cancel() {
    controller.cancel();
  }

  /** Of the prompt, in order; the last one is asked about. */
  ObservableList<PromptCard> cards() {
    return cards;
  }

  /** Puts a card to another place, the first or the last one where that would be beyond it. */
  void move(PromptCard card, int place) {
    int to = Math.max(0, Math.min(place, cards.size() - 1));
    if (cards.indexOf(card) != to) {
      cards.remove(card);
      cards.add(to, card);
    }
  }

  void remove(PromptCard card) {
    cards.remove(card);
  }

  void clear() {
    cards.clear();
  }

  ObjectProperty<Template> templateProperty() {
    return template;
  }

  StringProperty questionProperty() {
    return question;
  }

  /**
   * How many of the examples are shown to the model: the last ones before the image in question.
   */
  IntegerProperty shotsProperty() {
    return shots;
  }

  BooleanBinding askable() {
    return askable;
  }

  /** Why nothing can be asked yet, and what to do; empty where it can. */
  StringBinding waitsFor() {
    return waitsFor;
  }

  /** How many examples can be shown. */
  int mostShots() {
    return Math.max(0, Math.min(MOST_SHOTS, cards.size() - 1));
  }

  /** What has been written so far. */
  ReadOnlyStringProperty answerProperty() {
    return answer.getReadOnlyProperty();
  }

  /** Null until an answer is complete. */
  ReadOnlyObjectProperty<Exploration> explorationProperty() {
    return exploration.getReadOnlyProperty();
  }

  private String reason() {
    if (measuring.get()) {
      return Texts.text("explore.waits.measuring");
    }
    if (running.get() && template.get() == Template.CLASSIFY && classes.size() > MANY_CLASSES) {
      return Texts.text("explore.waits.labels", Numbers.count(classes.size()));
    }
    return ready.get() ? "" : Texts.text("explore.waits.model");
  }

  private ExploreRequest request() {
    int first = Math.max(0, cards.size() - 1 - shots.get());
    List<Card> asked =
        cards.subList(first, cards.size()).stream()
            .map(card -> new Card(card.image(), card.textProperty().get()))
            .toList();
    return new ExploreRequest(asked, template.get(), question.get(), classes, selection.getValue());
  }

  private void end(Exploration found, Throwable failure) {
    running.set(false);
    progress.set(0);
    if (failure == null) {
      answer.set(found.answer().text());
      exploration.set(found);
    } else {
      Errors.unlessCancelled(failure).ifPresent(errors::report);
    }
  }

  /** Takes what the engine's thread tells to the window's. */
  private final class Heard implements ExploreListener {
    @Override
    public void wrote(String piece) {
      ui.execute(() -> answer.set(answer.get() + piece));
    }

    @Override
    public void ranked(double share) {
      ui.execute(() -> progress.set(share));
    }
  }
}
