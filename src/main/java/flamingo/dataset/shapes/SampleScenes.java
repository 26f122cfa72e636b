package flamingo.dataset.shapes;

import flamingo.dataset.content.Figure;
import flamingo.dataset.content.Picture;
import java.util.List;

/** The dozen: four shapes, each once alone and large, once small, once in company of its like. */
final class SampleScenes {
  static final List<SampleScene> ALL =
      List.of(
          scene("circle", "red-center.png", "white", large("red", "circle", 1, 1)),
          scene("circle", "cyan-top-right.jpg", "brown", small("cyan", "circle", 0, 2)),
          scene(
              "circle",
              "three.png",
              "black",
              small("pink", "circle", 0, 1),
              large("yellow", "circle", 1, 0),
              large("green", "circle", 2, 2)),
          scene("square", "blue-left.png", "white", large("blue", "square", 1, 0)),
          scene("square", "orange-bottom.gif", "black", small("orange", "square", 2, 1)),
          scene(
              "square",
              "two.jpg",
              "gray",
              large("purple", "square", 0, 0),
              small("yellow", "square", 2, 2)),
          scene("star", "yellow-center.jpg", "black", large("yellow", "star", 1, 1)),
          scene("star", "pink-top-left.png", "brown", small("pink", "star", 0, 0)),
          scene(
              "star",
              "three.png",
              "white",
              small("orange", "star", 0, 0),
              large("purple", "star", 1, 1),
              small("blue", "star", 2, 2)),
          scene("triangle", "green-right.png", "white", large("green", "triangle", 1, 2)),
          scene("triangle", "red-bottom-left.tif", "gray", small("red", "triangle", 2, 0)),
          scene(
              "triangle",
              "two.jpg",
              "black",
              large("cyan", "triangle", 0, 1),
              large("orange", "triangle", 2, 0)));

  private SampleScenes() {}

  private static SampleScene scene(
      String shape, String name, String background, Figure... figures) {
    Picture picture = new Picture(List.of(figures), background, null);
    return new SampleScene(shape, shape + "-" + name, picture);
  }

  private static Figure large(String colour, String shape, int row, int column) {
    return new Figure("large", colour, shape, row, column);
  }

  private static Figure small(String colour, String shape, int row, int column) {
    return new Figure("small", colour, shape, row, column);
  }
}
