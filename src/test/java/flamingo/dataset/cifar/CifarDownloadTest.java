package flamingo.dataset.cifar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import flamingo.dataset.DatasetException;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** From a server on this machine, whole, in parts, altered and not at all. */
@Timeout(30)
class CifarDownloadTest {
  private static final DownloadProgress NOBODY = (bytes, total) -> {};

  private final Map<String, byte[]> files = CifarFiles.random(20);
  private final byte[] archive = CifarFiles.archive(files);

  @TempDir private Path cache;

  @AfterEach
  void forgetTheMirror() {
    System.clearProperty(CifarDownload.ADDRESS_PROPERTY);
  }

  @Test
  void complete() throws Exception {
    List<Long> heard = new ArrayList<>();
    try (Mirror mirror = new Mirror(archive)) {
      Path folder =
          download(mirror)
              .run(
                  (bytes, total) -> {
                    assertThat(total).isEqualTo(archive.length);
                    heard.add(bytes);
                  },
                  () -> false);
      assertThat(folder).isEqualTo(folder());
    }
    assertComplete();
    assertThat(heard).isSorted().startsWith(0L).endsWith((long) archive.length);
  }

  @Test
  void redirected() throws Exception {
    try (Mirror mirror = new Mirror(archive)) {
      download(Mirror.remote(mirror.address("/moved"), archive)).run(NOBODY, () -> false);
    }
    assertComplete();
  }

  @Test
  void resumedAfterACut() throws Exception {
    try (Mirror mirror = new Mirror(archive).cuttingAfter(100_000)) {
      assertThat(refusal(mirror)).contains("127.0.0.1 stopped early", "goes on from there");
      assertThat(part()).hasSize(100_000);
      assertThat(folder()).doesNotExist();
      mirror.cuttingAfter(Integer.MAX_VALUE);
      download(mirror).run(NOBODY, () -> false);
      assertThat(mirror.ranges()).containsExactly("", "bytes=100000-");
    }
    assertComplete();
  }

  @Test
  void begunAnewWhereTheServerCannotGoOn() throws Exception {
    Files.write(part(), new byte[1000]);
    try (Mirror mirror = new Mirror(archive).withoutRanges()) {
      download(mirror).run(NOBODY, () -> false);
    }
    assertComplete();
  }

  @Test
  void whatIsThereIsNotFetchedAgain() throws Exception {
    Files.write(part(), archive);
    try (Mirror mirror = new Mirror(archive)) {
      download(mirror).run(NOBODY, () -> false);
      assertThat(mirror.ranges()).isEmpty();
    }
    assertComplete();
  }

  @Test
  void alteredBytesAreDeletedAndNothingIsUnpacked() throws Exception {
    byte[] altered = archive.clone();
    altered[altered.length / 2] ^= 1;
    try (Mirror mirror = new Mirror(altered)) {
      assertThat(refusal(mirror))
          .startsWith(folder().toString())
          .contains("not the published archive and was deleted", "-Dflamingo.cifar10.url");
    }
    assertThat(cache).isEmptyDirectory();
  }

  @Test
  void alteredBytesOfAnEarlierAttemptAreDeletedToo() throws Exception {
    Files.write(part(), new byte[1000]);
    try (Mirror mirror = new Mirror(archive)) {
      assertThat(refusal(mirror)).contains("was deleted");
      download(mirror).run(NOBODY, () -> false);
    }
    assertComplete();
  }

  @Test
  void moreBytesThanPublishedAreNotKept() throws Exception {
    byte[] longer = new byte[archive.length + 1_000_000];
    try (Mirror mirror = new Mirror(longer)) {
      assertThat(refusal(mirror)).contains("sends more than the archive", "name a mirror");
    }
    assertThat(part()).isEmptyFile();
  }

  @ParameterizedTest
  @ValueSource(ints = {403, 404, 503})
  void refused(int status) throws Exception {
    Files.write(part(), new byte[1000]);
    try (Mirror mirror = new Mirror(archive).answering(status)) {
      assertThat(refusal(mirror)).contains("127.0.0.1 answers " + status, "name a mirror");
    }
    assertThat(part()).hasSize(1000);
  }

  @Test
  void offline() throws Exception {
    URI closed;
    try (Mirror mirror = new Mirror(archive)) {
      closed = mirror.address("/cifar.tar.gz");
    }
    assertThat(refusal(download(Mirror.remote(closed, archive))))
        .isEqualTo(
            folder()
                + ": CIFAR-10 cannot be fetched: 127.0.0.1 cannot be reached; go online, or name a"
                + " folder that holds its files with -Dflamingo.cifar10=FOLDER.");
  }

  @Test
  void cancelledWhileTheServerSaysNothing() throws Exception {
    AtomicBoolean waiting = new AtomicBoolean();
    AtomicInteger asked = new AtomicInteger();
    try (Mirror mirror = new Mirror(archive).cuttingAfter(50_000).stalling()) {
      DownloadProgress progress = (bytes, total) -> waiting.set(bytes == 50_000);
      // once before the reader waits; the others while it does
      BooleanSupplier cancelled = () -> waiting.get() && asked.incrementAndGet() > 3;
      assertThatThrownBy(() -> download(mirror).run(progress, cancelled))
          .isInstanceOf(CancellationException.class);
    }
    assertThat(part()).hasSize(50_000);
    assertThat(folder()).doesNotExist();
  }

  @Test
  void cancelledBeforeItBegins() throws Exception {
    try (Mirror mirror = new Mirror(archive)) {
      assertThatThrownBy(() -> download(mirror).run(NOBODY, () -> true))
          .isInstanceOf(CancellationException.class);
    }
    assertThat(folder()).doesNotExist();
  }

  @Test
  void onlyOneAtATime() throws Exception {
    List<String> second = new ArrayList<>();
    try (Mirror mirror = new Mirror(archive)) {
      download(mirror)
          .run(
              (bytes, total) -> {
                if (second.isEmpty()) {
                  second.add(refusal(download(mirror)));
                }
              },
              () -> false);
    }
    assertThat(second.get(0)).contains("wait until the other program is done");
    assertComplete();
  }

  @Test
  void pathsOfTheArchiveAreNotTrusted() throws Exception {
    Map<String, byte[]> hostile = new LinkedHashMap<>();
    byte[] other = "evil".getBytes(StandardCharsets.US_ASCII);
    hostile.put("../evil.bin", other);
    hostile.put(cache.resolve("evil.bin").toString(), other);
    files.forEach((name, bytes) -> hostile.put("../../" + name, bytes));
    fetch(CifarFiles.tar(hostile));
    assertComplete();
  }

  @Test
  void anArchiveWithoutAFileIsRefused() throws IOException {
    files.remove("data_batch_3.bin");
    assertThat(refusal(CifarFiles.archive(files))).contains("lacks data_batch_3.bin");
    assertThat(folder()).doesNotExist();
  }

  @Test
  void anArchiveWithABrokenFileIsRefused() throws IOException {
    files.put("data_batch_2.bin", new byte[100]);
    assertThat(refusal(CifarFiles.archive(files)))
        .contains("data_batch_2.bin", "no binary file of CIFAR-10");
    assertThat(folder()).doesNotExist();
  }

  @Test
  void anArchiveOfLargerFilesIsRefused() throws IOException {
    files.put("more.bin", new byte[CifarRecords.MOST_BYTES + 1]);
    assertThat(refusal(CifarFiles.archive(files))).contains("more than CIFAR-10");
    assertThat(folder()).doesNotExist();
  }

  @Test
  void bytesThatAreNoArchiveAreRefused() throws IOException {
    assertThat(refusal(new byte[1000])).contains("CIFAR-10 cannot be stored there");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"ftp://mirror.example/x", "mirror.example", "https://", "http://a b/", ""})
  void anAddressThatIsNoneIsRefused(String address) {
    System.setProperty(CifarDownload.ADDRESS_PROPERTY, address);
    assertThatThrownBy(CifarDownload::intoCache)
        .isInstanceOf(DatasetException.class)
        .hasMessageContaining("no mirror can have the address " + address)
        .hasMessageContaining("begin with https://");
  }

  private Path folder() {
    return cache.resolve("cifar-10-batches-bin");
  }

  private Path part() {
    return cache.resolve("cifar-10-binary.tar.gz.part");
  }

  private CifarDownload download(Mirror mirror) {
    return download(Mirror.remote(mirror.address("/cifar.tar.gz"), archive));
  }

  private CifarDownload download(RemoteFile remote) {
    return new CifarDownload(remote, folder());
  }

  private void fetch(byte[] bytes) throws Exception {
    try (Mirror mirror = new Mirror(bytes)) {
      download(Mirror.remote(mirror.address("/cifar.tar.gz"), bytes)).run(NOBODY, () -> false);
    }
  }

  private String refusal(byte[] bytes) {
    return catchThrowableOfType(DatasetException.class, () -> fetch(bytes)).getMessage();
  }

  private String refusal(Mirror mirror) {
    return refusal(download(mirror));
  }

  private static String refusal(CifarDownload download) {
    return catchThrowableOfType(DatasetException.class, () -> download.run(NOBODY, () -> false))
        .getMessage();
  }

  /** The six files, and nothing else in the cache. */
  private void assertComplete() throws IOException {
    try (Stream<Path> all = Files.list(cache)) {
      assertThat(all).containsExactly(folder());
    }
    try (Stream<Path> all = Files.list(folder())) {
      assertThat(all.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrderElementsOf(files.keySet());
    }
    for (Map.Entry<String, byte[]> file : files.entrySet()) {
      assertThat(folder().resolve(file.getKey())).hasBinaryContent(file.getValue());
    }
  }
}
