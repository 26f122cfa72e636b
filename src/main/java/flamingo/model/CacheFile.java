package flamingo.model;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.DigestInputStream;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Encoded images in a file. It is bound to a model and a plan, and refused unless every bit of it
 * is as it was written.
 *
 * <pre>
 * magic     8 bytes, "FLAMIMGS"
 * version   int
 * model     int length, UTF-8
 * plan      int length, UTF-8
 * images    each SHA-256 of its pixels, 32 bytes, then its arrays; those used most come first
 * checksum  SHA-256 of all before it, 32 bytes
 * </pre>
 *
 * Integers are big-endian, arrays as they lie in memory.
 */
public final class CacheFile {
  private static final byte[] MAGIC = "FLAMIMGS".getBytes(StandardCharsets.US_ASCII);
  private static final int VERSION = 1;
  private static final int HASH_BYTES = 32;
  private static final int LONGEST_TEXT = 1 << 16;
  private static final String CORRUPT = "is damaged or was cut off";

  private final Path file;
  private final CacheIdentity identity;
  private final VisualCache cache;
  private final Supplier<EncodedImages> emptyImage;

  /**
   * @param emptyImage arrays of a single image, to be filled
   */
  CacheFile(
      Path file, CacheIdentity identity, VisualCache cache, Supplier<EncodedImages> emptyImage) {
    this.file = file;
    this.identity = identity;
    this.cache = cache;
    this.emptyImage = emptyImage;
  }

  private record Read(PixelHash hash, CachedImage image) {}

  /**
   * Puts the images of the file into the cache, as many as have room.
   *
   * @return how many
   * @throws CacheFileException if the file is not as it was written, or is another model's or
   *     plan's; the cache is left as it was
   */
  public int load() {
    if (!Files.isRegularFile(file)) {
      throw CacheFileException.refused(file, "is no file", null);
    }
    List<Read> images = new ArrayList<>();
    boolean whole = false;
    try (InputStream raw = new BufferedInputStream(Files.newInputStream(file))) {
      MessageDigest digest = PixelHash.sha256();
      DataInputStream input = new DataInputStream(new DigestInputStream(raw, digest));
      long header = readHeader(input);
      readImages(input, Files.size(file) - header - HASH_BYTES, images);
      byte[] expected = digest.digest();
      whole = MessageDigest.isEqual(expected, raw.readNBytes(HASH_BYTES)) && raw.read() < 0;
    } catch (EOFException e) {
      throw CacheFileException.refused(file, CORRUPT, e);
    } catch (IOException e) {
      throw CacheFileException.refused(file, "cannot be read (" + e.getMessage() + ")", e);
    } finally {
      if (!whole) {
        images.forEach(read -> read.image().free());
      }
    }
    if (!whole) {
      throw CacheFileException.refused(file, CORRUPT, null);
    }
    for (int i = images.size() - 1; i >= 0; i--) {
      cache.put(images.get(i).hash(), images.get(i).image());
    }
    return images.size();
  }

  /**
   * Writes all images of the cache beside the target and moves the file there when it is complete.
   *
   * @throws CacheFileException if it cannot be written; what was there before stays
   */
  public void save() {
    Path folder = file.toAbsolutePath().getParent();
    Path part = null;
    try {
      part = Files.createTempFile(folder, file.getFileName().toString(), ".part");
      write(part);
      Files.move(part, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw CacheFileException.unwritable(file, e);
    } finally {
      delete(part);
    }
  }

  private void write(Path part) throws IOException {
    MessageDigest digest = PixelHash.sha256();
    try (OutputStream raw = new BufferedOutputStream(Files.newOutputStream(part))) {
      DataOutputStream output = new DataOutputStream(new DigestOutputStream(raw, digest));
      output.write(MAGIC);
      output.writeInt(VERSION);
      writeText(output, identity.model());
      writeText(output, identity.plan());
      for (Map.Entry<PixelHash, CachedImage> image : cache.hottest()) {
        image.getValue().write(HexFormat.of().parseHex(image.getKey().hex()), output);
      }
      raw.write(digest.digest());
    }
  }

  /** Bytes of the header. */
  private long readHeader(DataInputStream input) throws IOException {
    byte[] magic = input.readNBytes(MAGIC.length);
    if (!MessageDigest.isEqual(magic, MAGIC)) {
      throw CacheFileException.refused(file, "is no cache of images", null);
    }
    int version = input.readInt();
    if (version != VERSION) {
      throw CacheFileException.refused(
          file, "has version %d, but this program reads %d".formatted(version, VERSION), null);
    }
    byte[] model = readText(input);
    byte[] plan = readText(input);
    if (!new String(model, StandardCharsets.UTF_8).equals(identity.model())) {
      throw CacheFileException.refused(file, "was made with other weights", null);
    }
    if (!new String(plan, StandardCharsets.UTF_8).equals(identity.plan())) {
      throw CacheFileException.refused(
          file,
          "was made by another plan: its precision, visual tokens, layers or level differ",
          null);
    }
    return MAGIC.length + 3L * Integer.BYTES + model.length + plan.length;
  }

  private void readImages(DataInputStream input, long bytes, List<Read> images) throws IOException {
    long imageBytes = imageBytes();
    long each = HASH_BYTES + imageBytes;
    if (bytes < 0 || bytes % each != 0) {
      throw CacheFileException.refused(file, CORRUPT, null);
    }
    long room = cache.room(imageBytes);
    byte[] hash = new byte[HASH_BYTES];
    for (long image = 0; image < bytes / each; image++) {
      input.readFully(hash);
      CachedImage next = CachedImage.read(input, emptyImage.get());
      if (images.size() < room) {
        images.add(new Read(new PixelHash(HexFormat.of().formatHex(hash)), next));
      } else {
        next.free();
      }
    }
  }

  private long imageBytes() {
    try (EncodedImages one = emptyImage.get()) {
      return one.bytes();
    }
  }

  private byte[] readText(DataInputStream input) throws IOException {
    int length = input.readInt();
    if (length < 0 || length > LONGEST_TEXT) {
      throw CacheFileException.refused(file, CORRUPT, null);
    }
    byte[] text = new byte[length];
    input.readFully(text);
    return text;
  }

  private static void writeText(DataOutputStream output, String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    output.writeInt(bytes.length);
    output.write(bytes);
  }

  private static void delete(Path part) {
    try {
      if (part != null) {
        Files.deleteIfExists(part);
      }
    } catch (IOException e) {
      part.toFile().deleteOnExit();
    }
  }
}
