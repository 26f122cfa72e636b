package flamingo.model;

/**
 * How far a gated cross-attention block is open, as {@code tanh} of what was trained, -1 to 1; 0 is
 * shut.
 *
 * @param layer decoder layer that the block stands before, from 0
 * @param attention tanh(a)
 * @param feedForward tanh(f)
 * @see <a href="https://arxiv.org/abs/2204.14198">Flamingo, section 2.2 and figure 6</a>
 */
public record Gates(int layer, float attention, float feedForward) {}
