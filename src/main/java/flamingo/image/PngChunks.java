package flamingo.image;

import java.io.IOException;

/** Walks a PNG file's chunks: length, four letters, data, checksum. */
final class PngChunks {
  private static final int OVERHEAD = 12;
  private static final String END = "IEND";

  private PngChunks() {}

  /** Position of the first chunk of this kind, or -1 if the end chunk comes before. */
  static long find(FileBytes file, String kind) throws IOException {
    long at = PngHeader.NEXT_CHUNK;
    while (true) {
      String tag = file.tag(at + 4);
      if (tag.equals(kind)) {
        return at;
      }
      if (tag.equals(END)) {
        return -1;
      }
      at += file.u32(at) + OVERHEAD;
    }
  }

  /** Fails at the end of the file if the end chunk is missing. */
  static void requireEnd(FileBytes file) throws IOException {
    find(file, END);
  }
}
