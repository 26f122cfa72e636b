package flamingo.model;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.bytedeco.javacpp.BytePointer;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The content of an image, as the model sees it.
 *
 * @param hex SHA-256 of its pixels
 */
record PixelHash(String hex) {
  /** One hash for each image of {@code pixels}, [n, 3, S, S]. */
  static List<PixelHash> of(INDArray pixels) {
    boolean asIs = pixels.ordering() == 'c' && !pixels.isView();
    INDArray dense = asIs ? pixels : pixels.dup('c');
    try {
      BytePointer all = new BytePointer(dense.data().addressPointer());
      byte[] image = new byte[Math.toIntExact(EncodedImages.bytesOfOne(dense))];
      MessageDigest digest = sha256();
      List<PixelHash> hashes = new ArrayList<>();
      for (int place = 0; place < dense.size(0); place++) {
        all.position((long) place * image.length).get(image);
        hashes.add(new PixelHash(HexFormat.of().formatHex(digest.digest(image))));
      }
      return hashes;
    } finally {
      if (!asIs) {
        dense.close();
      }
    }
  }

  static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has SHA-256.", e);
    }
  }
}
