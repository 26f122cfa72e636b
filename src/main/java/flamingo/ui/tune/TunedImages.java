package flamingo.ui.tune;

/** Which images right answers are counted by. */
enum TunedImages {
  SHAPES,
  FOLDER
}
