package flamingo.controller;

import flamingo.image.BrokenImageException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The images of a run that could not be read, told together: a thousand of them are one error. */
final class LeftOut {
  private static final int NAMED_AT_MOST = 20;

  private final List<BrokenImageException> images = new ArrayList<>();

  void add(BrokenImageException image) {
    images.add(image);
  }

  /**
   * @param measured images that could be read
   * @return empty where all could be
   */
  Optional<UserFacingError> error(int measured) {
    if (measured == 0) {
      return Optional.of(
          new UserFacingError(
              "NO_IMAGES",
              "There is no image that can be measured.",
              "Open a folder with readable images.",
              names()));
    }
    if (images.size() <= 1) {
      return images.stream().findFirst().map(Failures::of);
    }
    return Optional.of(
        new UserFacingError(
            "IMAGES_LEFT_OUT",
            "%d images could not be read and are left out; the other %d are measured."
                .formatted(images.size(), measured),
            "The details name them. Open the folder again to see what is there now.",
            names()));
  }

  private String names() {
    return images.stream()
        .limit(NAMED_AT_MOST)
        .map(Throwable::getMessage)
        .collect(Collectors.joining("\n"));
  }
}
