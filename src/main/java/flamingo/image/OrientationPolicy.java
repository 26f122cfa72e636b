package flamingo.image;

/** What to do with the EXIF entry by which a camera says how it was held. */
public enum OrientationPolicy {
  /** Turn the image upright: for people's photos. */
  APPLY,
  /** Leave the pixels as stored, as OpenFlamingo's preprocessing does: for comparisons with it. */
  IGNORE
}
