package flamingo.train.module;

import flamingo.model.language.LanguageConfig;
import flamingo.model.layer.CrossAttentionConfig;
import flamingo.train.tensor.Parameters;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.pytorch.Tensor;

/**
 * A language model with a gated block before every layer.
 *
 * <pre>
 * B batch   L tokens   I images   R visual tokens an image   Dv their width   V vocabulary
 *   ids      [B, L]
 *   media    [I, R, Dv]
 *   logits   [B, L, V]
 * </pre>
 *
 * @see <a href="https://arxiv.org/abs/2204.14198">Flamingo, figure 3</a>
 */
public final class FlamingoModule {
  private final LanguageModule language;
  private final List<GatedBlockModule> blocks = new ArrayList<>();

  /**
   * @param parameters those of the language model, and of the blocks among its layers
   */
  public FlamingoModule(
      LanguageConfig language, CrossAttentionConfig crossAttention, Parameters parameters) {
    this.language = new LanguageModule(language, parameters);
    for (int layer = 0; layer < language.layers(); layer++) {
      String name = language.kind().layers() + "." + layer + ".gated_cross_attn_layer";
      blocks.add(new GatedBlockModule(crossAttention, parameters.under(name)));
    }
  }

  /**
   * @param index which text sees which image
   * @param observer is shown the attention of each layer
   */
  public Tensor forward(
      Tensor ids, Tensor media, MediaIndex index, LanguageModule.Listener observer) {
    return language.forward(
        ids,
        new LanguageModule.Listener() {
          @Override
          public Tensor before(int layer, Tensor x) {
            return blocks.get(layer).forward(x, media, index);
          }

          @Override
          public void attended(int layer, Tensor probabilities) {
            observer.attended(layer, probabilities);
          }
        });
  }
}
