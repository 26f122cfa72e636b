package flamingo.checkpoint;

import java.util.Locale;

/** What can be wrong with a weight file. */
public enum CheckpointProblem {
  /** The file is absent, a folder, or may not be read. */
  UNREADABLE_FILE,
  /** The file that is to be made cannot be written. */
  UNWRITABLE_FILE,
  /** The text that Git LFS puts in the place of a large file. */
  LFS_POINTER,
  /** A part of a model is not in its folder. */
  MISSING_FILE,
  /** Parts of different models. */
  PARTS_DO_NOT_MATCH,
  /** The file is too short to hold even the length of its header. */
  TRUNCATED_FILE,
  /** The header claims to be longer than the file, or than any real one. */
  HEADER_TOO_LONG,
  /** The header is not the JSON that the format asks for. */
  MALFORMED_HEADER,
  /** The configuration beside the weights is broken, or of a model that this program has not. */
  MALFORMED_CONFIG,
  UNSUPPORTED_DTYPE,
  /** A tensor begins or ends outside the file, or ends before it begins. */
  OFFSET_OUT_OF_RANGE,
  OVERLAPPING_TENSORS,
  /** Shape and type of a tensor do not give its number of bytes, or the file has bytes of none. */
  SIZE_MISMATCH,
  /** A PyTorch file that is no zip archive of the kind that torch.save writes. */
  NOT_AN_ARCHIVE,
  TRUNCATED_ARCHIVE,
  /** PyTorch's format from before version 1.6. */
  LEGACY_FORMAT,
  TORCHSCRIPT_ARCHIVE,
  UNSUPPORTED_BYTE_ORDER,
  MALFORMED_PICKLE,
  /** A pickle that refers to anything but tensors; nothing of it is executed. */
  FORBIDDEN_GLOBAL,
  /** An archive with a part that has no place in it; nothing of it is read. */
  FORBIDDEN_ENTRY,
  /** More numbers than a file of its kind may hold or make. */
  TOO_LARGE,
  /** A tensor whose data are not in the file. */
  MISSING_STORAGE,
  /** A tensor that reaches outside its data. */
  STORAGE_TOO_SMALL,
  MISSING_KEY,
  WRONG_SHAPE,
  WRONG_DTYPE,
  /** A tensor holds something that is no number, or infinite. */
  NOT_FINITE;

  /** The name in lower case with hyphens, for instance {@code header-too-long}. */
  public String id() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
