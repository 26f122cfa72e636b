package flamingo.ui.explore;

import flamingo.controller.Exploration.HeatMap;
import flamingo.ui.common.Numbers;
import flamingo.ui.common.Texts;
import javafx.scene.AccessibleRole;
import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.image.Image;
import javafx.scene.paint.Color;

/** The square that the model sees of an image; patches are the darker, the less text looked at. */
final class HeatMapView extends Canvas {
  private static final double SIDE = 168;
  private static final double DARKEST = 0.85;

  private Image picture;
  private HeatMap map;

  HeatMapView() {
    super(SIDE, SIDE);
    setId("heat-map");
    setAccessibleRole(AccessibleRole.IMAGE_VIEW);
  }

  /** The shares that are drawn; null where none are. */
  HeatMap map() {
    return map;
  }

  /** Takes the picture when it comes; another word may be shown by then. */
  void picture(HeatMap of, Image decoded) {
    if (map != null && of.image() == map.image()) {
      picture = decoded;
      draw();
    }
  }

  /**
   * @return a sentence that says where most of the attention is
   */
  String show(HeatMap shown, String word) {
    if (map == null || map.image() != shown.image()) {
      picture = null;
    }
    map = shown;
    draw();
    int most = 0;
    for (int i = 1; i < map.shares().length; i++) {
      most = map.shares()[i] > map.shares()[most] ? i : most;
    }
    String sentence =
        Texts.text(
            "explore.attention.most",
            word,
            map.image() + 1,
            most / map.side() + 1,
            most % map.side() + 1,
            Numbers.percent(map.shares()[most]));
    setAccessibleText(sentence);
    return sentence;
  }

  private void draw() {
    GraphicsContext drawing = getGraphicsContext2D();
    drawing.clearRect(0, 0, SIDE, SIDE);
    if (picture != null) {
      double edge = Math.min(picture.getWidth(), picture.getHeight());
      double left = (picture.getWidth() - edge) / 2;
      double top = (picture.getHeight() - edge) / 2;
      drawing.drawImage(picture, left, top, edge, edge, 0, 0, SIDE, SIDE);
    }
    double greatest = 0;
    for (double share : map.shares()) {
      greatest = Math.max(greatest, share);
    }
    double patch = SIDE / map.side();
    for (int i = 0; i < map.shares().length; i++) {
      drawing.setFill(Color.gray(0, DARKEST * (1 - map.shares()[i] / greatest)));
      drawing.fillRect(i % map.side() * patch, Math.floor(i / map.side()) * patch, patch, patch);
    }
  }
}
