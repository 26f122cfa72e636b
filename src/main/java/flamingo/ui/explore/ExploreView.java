package flamingo.ui.explore;

import flamingo.controller.Exploration;
import flamingo.controller.ExploreRequest.Template;
import flamingo.dataset.Sample;
import flamingo.optimization.Selection;
import flamingo.ui.common.DraggedImages;
import flamingo.ui.common.Fxml;
import flamingo.ui.common.Named;
import flamingo.ui.common.Nodes;
import flamingo.ui.common.Numbers;
import flamingo.ui.common.Texts;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.collections.ListChangeListener;
import javafx.fxml.FXML;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.Slider;
import javafx.scene.control.TextField;
import javafx.scene.input.DragEvent;
import javafx.scene.input.TransferMode;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;

/** The prompt as a strip of cards, what is asked, the answer, and below it what is seen inside. */
public final class ExploreView {
  private final ExploreViewModel model;
  private final PictureSource pictures;
  private final Supplier<Collection<Sample>> chosen;
  private final Function<List<String>, List<Sample>> images;
  private final InsideView inside;
  private final Parent root;

  @FXML private HBox cards;
  @FXML private Node noCards;
  @FXML private Node strip;
  @FXML private ComboBox<Template> template;
  @FXML private TextField question;
  @FXML private Slider shots;
  @FXML private Label shotsLabel;
  @FXML private Button clear;
  @FXML private Button similar;
  @FXML private Button ask;
  @FXML private Button cancel;
  @FXML private Label waits;
  @FXML private ProgressBar progress;
  @FXML private Label answer;
  @FXML private Label answerDetail;
  @FXML private Label dense;
  @FXML private Label notice;
  @FXML private Node noAnswer;
  @FXML private VBox insideArea;

  /**
   * @param chosen the images that were selected elsewhere
   * @param images finds those that are dragged here, by their ids
   */
  public ExploreView(
      ExploreViewModel model,
      PictureSource pictures,
      Supplier<Collection<Sample>> chosen,
      Function<List<String>, List<Sample>> images) {
    this.model = model;
    this.images = images;
    this.pictures = pictures;
    this.chosen = chosen;
    this.inside = new InsideView(pictures);
    this.root = Fxml.load(this, "Explore.fxml");
    root.setOnDragOver(this::over);
    root.setOnDragDropped(this::dropped);
  }

  public Parent root() {
    return root;
  }

  @FXML
  private void initialize() {
    insideArea.getChildren().setAll(inside.root());
    model.cards().addListener((ListChangeListener<PromptCard>) change -> showCards());
    Nodes.showWhile(Bindings.isEmpty(model.cards()), noCards);
    Nodes.showWhile(Bindings.isNotEmpty(model.cards()), strip);
    clear.disableProperty().bind(Bindings.isEmpty(model.cards()));
    bindRequest();
    bindAnswer();
  }

  private void over(DragEvent event) {
    if (DraggedImages.on(event.getDragboard())) {
      event.acceptTransferModes(TransferMode.COPY);
      event.consume();
    }
  }

  private void dropped(DragEvent event) {
    if (DraggedImages.on(event.getDragboard())) {
      model.add(images.apply(DraggedImages.ids(event.getDragboard())));
      event.setDropCompleted(true);
      event.consume();
    }
  }

  private void bindRequest() {
    template.getItems().setAll(Template.values());
    template.setConverter(new Named<>(ExploreView::name));
    template.valueProperty().bindBidirectional(model.templateProperty());
    question.textProperty().bindBidirectional(model.questionProperty());
    question.disableProperty().bind(model.templateProperty().isNotEqualTo(Template.QUESTION));
    shots
        .maxProperty()
        .bind(Bindings.createIntegerBinding(() -> Math.max(1, model.mostShots()), model.cards()));
    shots.valueProperty().bindBidirectional(model.shotsProperty());
    shots.disableProperty().bind(Bindings.size(model.cards()).lessThan(2));
    shotsLabel
        .textProperty()
        .bind(
            Bindings.createStringBinding(
                () -> Texts.text("explore.shots", model.shotsProperty().get()),
                model.shotsProperty()));
    ask.disableProperty().bind(model.askable().not());
    waits.textProperty().bind(model.waitsFor());
    Nodes.showWhile(model.waitsFor().isNotEmpty(), waits);
    similar.disableProperty().bind(model.askable().not());
    BooleanBinding busy = model.runningProperty().or(model.choosingProperty());
    Nodes.showWhile(busy, cancel);
    Nodes.showWhile(busy, progress);
    progress.progressProperty().bind(model.progressProperty());
  }

  private void bindAnswer() {
    answer.textProperty().bind(model.answerProperty());
    Nodes.showWhile(model.answerProperty().isEmpty(), noAnswer);
    Nodes.showWhile(model.answerProperty().isNotEmpty(), answer);
    Nodes.showWhile(answerDetail.textProperty().isNotEmpty(), answerDetail);
    Nodes.showWhile(dense.textProperty().isNotEmpty(), dense);
    Nodes.showWhile(notice.textProperty().isNotEmpty(), notice);
    Nodes.showWhile(model.explorationProperty().isNotNull(), insideArea);
    model.explorationProperty().addListener((observed, before, now) -> show(now));
  }

  private void showCards() {
    cards.getChildren().clear();
    for (int place = 0; place < model.cards().size(); place++) {
      cards
          .getChildren()
          .add(new CardNode(model, model.cards().get(place), place, pictures, images));
    }
  }

  private void show(Exploration found) {
    answerDetail.setText(found == null ? "" : detail(found));
    dense.setText(found == null ? "" : compared(found));
    notice.setText(
        found == null || found.unknownWords().isEmpty()
            ? ""
            : Texts.text("explore.unknown", String.join(", ", found.unknownWords())));
    if (found != null) {
      inside.show(found);
    }
  }

  private static String detail(Exploration found) {
    return Texts.text(
        "explore.answer.detail",
        found.words().size(),
        found.images().size(),
        Numbers.millis(found.answer().millis()));
  }

  private static String compared(Exploration found) {
    List<String> sentences = new ArrayList<>();
    if (found.dense() != null) {
      sentences.add(
          found.differs()
              ? Texts.text("explore.dense.differs", found.dense().text())
              : Texts.text("explore.dense.same"));
    }
    if (!found.baseline().equals(Selection.NONE)) {
      sentences.add(Texts.text("baseline.other", found.baseline().text()));
    }
    return String.join("\n", sentences);
  }

  @FXML
  private void addChosen() {
    model.add(chosen.get());
  }

  @FXML
  private void chooseSimilar() {
    model.chooseSimilar();
  }

  @FXML
  private void clear() {
    model.clear();
  }

  @FXML
  private void ask() {
    model.ask();
  }

  @FXML
  private void cancel() {
    model.cancel();
  }

  private static String name(Template template) {
    return Texts.text(
        switch (template) {
          case CAPTION -> "explore.template.caption";
          case QUESTION -> "explore.template.question";
          case CLASSIFY -> "explore.template.classify";
        });
  }
}
