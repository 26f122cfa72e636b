package flamingo.dataset.content;

/** What a picture can be labelled by. */
public enum Attribute {
  COLOUR {
    @Override
    public String of(Picture picture) {
      return picture.figures().size() == 1 ? picture.figures().get(0).colour() : null;
    }
  },
  SHAPE {
    @Override
    public String of(Picture picture) {
      return picture.figures().size() == 1 ? picture.figures().get(0).shape() : null;
    }
  },
  SIZE {
    @Override
    public String of(Picture picture) {
      return picture.figures().size() == 1 ? picture.figures().get(0).size() : null;
    }
  },
  BACKGROUND {
    @Override
    public String of(Picture picture) {
      return picture.background();
    }
  },
  COUNT {
    @Override
    public String of(Picture picture) {
      return picture.isPhoto() ? null : Vocabulary.NUMBERS.get(picture.figures().size() - 1);
    }
  },
  CATEGORY {
    @Override
    public String of(Picture picture) {
      return picture.category();
    }
  };

  /** The label, or null where a picture has none. */
  public abstract String of(Picture picture);
}
