package flamingo.ui.optimization;

import flamingo.optimization.Description;
import flamingo.optimization.Exactness;
import flamingo.ui.common.RegistryText;
import flamingo.ui.common.Texts;
import java.util.function.Consumer;
import javafx.scene.Node;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.controlsfx.control.PopOver;

/**
 * What an optimization does: a picture, a paragraph, whether answers stay the same, the paper it
 * comes from, the class it is.
 */
final class Explanation {
  private static final double WIDTH = 340;
  private static final double SPACING = 8;

  private Explanation() {}

  static void show(OptimizationItem item, Node beside, Consumer<String> browser) {
    PopOver popOver = new PopOver(content(item, browser));
    popOver.setArrowLocation(PopOver.ArrowLocation.RIGHT_TOP);
    popOver.setAnimated(false);
    popOver.setTitle(Texts.text(RegistryText.name(item.description())));
    popOver.show(beside);
  }

  private static VBox content(OptimizationItem item, Consumer<String> browser) {
    Description description = item.description();
    Label title = paragraph(Texts.text(RegistryText.name(description)), "explanation-title");
    Label sentence =
        paragraph(Texts.text(RegistryText.explanation(description)), "explanation-text");
    boolean exact = description.exactness() == Exactness.EXACT;
    Label tier =
        paragraph(
            Texts.text(exact ? "optimization.exact.means" : "optimization.lossy.means"), "muted");
    Hyperlink paper = new Hyperlink(description.paper());
    paper.setWrapText(true);
    paper.setMinHeight(Region.USE_PREF_SIZE);
    paper.setOnAction(pressed -> browser.accept(description.paperLink()));
    VBox content =
        new VBox(SPACING, title, Diagram.of(description.id()), sentence, tier, paper, code(item));
    content.setId("explanation");
    content.getStyleClass().add("explanation");
    content.setPrefWidth(WIDTH);
    return content;
  }

  private static Label code(OptimizationItem item) {
    Label code = paragraph(Texts.text("optimization.code", item.code()), "explanation-code");
    code.setId("explanation-code");
    return code;
  }

  private static Label paragraph(String text, String style) {
    Label label = new Label(text);
    label.getStyleClass().add(style);
    label.setWrapText(true);
    label.setMinHeight(Region.USE_PREF_SIZE);
    return label;
  }
}
