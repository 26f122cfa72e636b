package flamingo.model.layer;

import flamingo.tensor.Span;
import java.util.List;

/**
 * What the text of a batch attends to: gathered runs, no mask.
 *
 * @param placed text after an image, with the visual tokens it sees
 * @param uniform text that takes the plain mean of the visual tokens
 */
record MediaSpans(List<Span> placed, List<Span> uniform) {}
