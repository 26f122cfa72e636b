package flamingo.checkpoint;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Writes the instructions of a pickle, and the entries of the archive that holds it. */
final class Pickle {
  private static final int ALIGNMENT = 64;
  private static final int LOCAL_HEADER = 30;
  private static final int EXTRA_HEADER = 4;
  private static final short EXTRA_ID = 0x4246;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  Pickle() {
    op(0x80).op(2);
  }

  Pickle op(int code) {
    out.write(code);
    return this;
  }

  Pickle text(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    op('X').int32(bytes.length);
    out.writeBytes(bytes);
    return this;
  }

  Pickle integer(int value) {
    return op('J').int32(value);
  }

  Pickle global(String module, String name) {
    op('c');
    out.writeBytes((module + "\n" + name + "\n").getBytes(StandardCharsets.UTF_8));
    return this;
  }

  Pickle tensor(String key, int offset, int[] shape, int[] strides) {
    global("torch._utils", "_rebuild_tensor_v2").op('(');
    op('(').text("storage").global("torch", "FloatStorage").text(key).text("cpu").integer(1);
    op('t').op('Q').integer(offset).integers(shape).integers(strides).op(0x89).op('N');
    return op('t').op('R');
  }

  private Pickle integers(int[] values) {
    op('(');
    for (int value : values) {
      integer(value);
    }
    return op('t');
  }

  private Pickle int32(int value) {
    out.writeBytes(
        ByteBuffer.allocate(Integer.BYTES).order(ByteOrder.LITTLE_ENDIAN).putInt(value).array());
    return this;
  }

  byte[] bytes() {
    return out.toByteArray();
  }

  /**
   * Adds an entry whose bytes begin at a multiple of 64, as PyTorch lays them.
   *
   * @param end of the archive so far, in bytes
   * @return its end with the entry
   */
  static long store(ZipOutputStream zip, String name, byte[] bytes, long end) throws IOException {
    int header = LOCAL_HEADER + name.length() + EXTRA_HEADER;
    int padding = Math.floorMod(-(end + header), ALIGNMENT);
    ByteBuffer extra = ByteBuffer.allocate(EXTRA_HEADER + padding).order(ByteOrder.LITTLE_ENDIAN);
    extra.putShort(EXTRA_ID).putShort((short) padding);
    ZipEntry entry = new ZipEntry(name);
    CRC32 checksum = new CRC32();
    checksum.update(bytes);
    entry.setMethod(ZipEntry.STORED);
    entry.setSize(bytes.length);
    entry.setCrc(checksum.getValue());
    entry.setExtra(extra.array());
    zip.putNextEntry(entry);
    zip.write(bytes);
    zip.closeEntry();
    return end + header + padding + bytes.length;
  }
}
