package flamingo.verify;

import static org.assertj.core.api.Assertions.assertThat;

import flamingo.tensor.nd4j.Nd4jOps;
import flamingo.verify.VerifyResult.Status;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.factory.Nd4j;

class SpoiltFixtureTest {
  @TempDir Path folder;
  private MadeFixture made;

  @BeforeEach
  void make() throws IOException {
    made = new MadeFixture();
  }

  @Test
  void soundAsItIsMade() throws IOException {
    VerifyResult result = verify();

    assertThat(result.status()).isEqualTo(Status.PASS);
    assertThat(result.line()).contains("nd4j", "made main/out", "max abs", "relative L2");
  }

  @Test
  void everyChangedWeightShows() throws IOException {
    for (String name : List.copyOf(made.tensors.keySet())) {
      made.tensors.get(name).muli(1.01);
      assertThat(verify().status()).as(name).isEqualTo(Status.FAIL);
      make();
    }
  }

  @Test
  void aChangedSizeShows() throws IOException {
    for (String key : new String[] {"dim", "depth", "dim_head", "heads", "num_latents"}) {
      made.json.withObject("/config").put(key, made.json.get("config").get(key).intValue() + 1);
      assertThat(verify().status()).as(key).isEqualTo(Status.FAIL);
      make();
    }
  }

  @Test
  void aMissingTensorIsNamed() throws IOException {
    for (String name : List.copyOf(made.tensors.keySet())) {
      made.tensors.remove(name);
      assertFailsNaming(name.replace("weights.", ""));
      make();
    }
  }

  @Test
  void aTensorOfIntegersIsNamed() throws IOException {
    made.tensors.put("weights.norm.bias", Nd4j.ones(DataType.INT32, 6));

    assertFailsNaming("norm.bias");
  }

  @Test
  void anOutputOfAnotherShapeShowsBothShapes() throws IOException {
    made.tensors.put("expected.main.out", Nd4j.ones(DataType.FLOAT, 1, 2, 4, 5));

    assertFailsNaming("[1, 2, 4, 5]");
  }

  @Test
  void anUnknownOutputIsNotPassedOver() throws IOException {
    made.firstCase().withObject("/expected").putObject("other").put("exact", true);

    assertFailsNaming("no such output");
  }

  @Test
  void acceptingWhatMustBeRefusedFails() throws IOException {
    made.firstCase().put("reject", true);

    assertFailsNaming("was accepted");
  }

  @Test
  void refusingWhatMustBeRefusedPasses() throws IOException {
    made.firstCase().put("reject", true);
    made.tensors.put("input.main.x", Nd4j.ones(DataType.FLOAT, 1, 3, 1, 5, 6));

    assertThat(verify().status()).isEqualTo(Status.PASS);
  }

  @Test
  void anInformativeCaseMayDifferAndIsThenNotGreen() throws IOException {
    made.firstCase().put("informative", true);
    assertThat(verify().status()).isEqualTo(Status.PASS);

    made.tensors.get("expected.main.out").addi(1);
    assertThat(verify().status()).isEqualTo(Status.SKIPPED);
  }

  @Test
  void aRuleWithoutBoundsIsBroken() throws IOException {
    made.firstCase().withObject("/expected/out").remove("rel_l2");

    assertFailsNaming("rel_l2");
  }

  private void assertFailsNaming(String word) throws IOException {
    VerifyResult result = verify();
    assertThat(result.status()).isEqualTo(Status.FAIL);
    assertThat(result.reason()).contains(word).doesNotContain("unexpected").doesNotContain("\n");
  }

  /** The first result that is not green, or the last one. */
  private VerifyResult verify() throws IOException {
    List<VerifyResult> results = new ArrayList<>();
    new Verifier(List.of(new Nd4jOps())).run(List.of(made.write(folder)), results::add);
    return results.stream()
        .filter(result -> result.status() != Status.PASS)
        .findFirst()
        .orElseGet(() -> results.get(results.size() - 1));
  }
}
