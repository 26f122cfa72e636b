package flamingo.model;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
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
      ByteBuffer all = dense.data().pointer().asByteBuffer();
      int bytes = Math.toIntExact(dense.length() * dense.dataType().width() / dense.size(0));
      List<PixelHash> hashes = new ArrayList<>();
      for (int image = 0; image < dense.size(0); image++) {
        MessageDigest digest = sha256();
        digest.update(all.slice(image * bytes, bytes));
        hashes.add(new PixelHash(HexFormat.of().formatHex(digest.digest())));
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
