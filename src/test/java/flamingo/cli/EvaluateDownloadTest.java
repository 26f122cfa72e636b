package flamingo.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import flamingo.dataset.cifar.CifarDownload;
import flamingo.dataset.cifar.CifarFolder;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code evaluate --dataset cifar10} of someone who has no such files. */
class EvaluateDownloadTest {
  private final String realHome = System.getProperty("user.home");

  @TempDir private Path home;

  @BeforeEach
  void nothingIsThere() {
    assumeFalse(Files.exists(Path.of("data", "cifar-10-batches-bin")), "CIFAR-10 is in data");
    System.setProperty("user.home", home.toString());
  }

  @AfterEach
  void asItWas() {
    System.setProperty("user.home", realHome);
    System.clearProperty(CifarDownload.ADDRESS_PROPERTY);
    System.clearProperty(CifarFolder.PROPERTY);
  }

  @Test
  void theSentenceNamesTheOption() {
    Invocation evaluate = Invocation.of("evaluate", "--dataset", "cifar10");
    assertThat(evaluate.exit()).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(evaluate.err())
        .hasLineCount(1)
        .contains("CIFAR-10 is not there", "--download", "-Dflamingo.cifar10=FOLDER");
    assertThat(home).isEmptyDirectory();
  }

  @Test
  void offline() throws IOException {
    System.setProperty(CifarDownload.ADDRESS_PROPERTY, "http://127.0.0.1:" + unused() + "/x");
    Invocation evaluate = Invocation.of("evaluate", "--dataset", "cifar10", "--download");
    assertThat(evaluate.exit()).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(evaluate.err())
        .hasLineCount(1)
        .contains("127.0.0.1 cannot be reached", "-Dflamingo.cifar10=FOLDER");
  }

  @Test
  void aNamedFolderIsNotFilled() {
    System.setProperty(CifarFolder.PROPERTY, home.toString());
    Invocation evaluate = Invocation.of("evaluate", "--dataset", "cifar10", "--download");
    assertThat(evaluate.exit()).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(evaluate.err()).hasLineCount(1).contains("test_batch.bin");
    assertThat(home).isEmptyDirectory();
  }

  private static int unused() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
