package flamingo.dataset.coco;

import flamingo.dataset.Sample;
import java.util.List;

/**
 * An image of COCO.
 *
 * @param id that COCO gave it
 * @param captions what people wrote of it, one at least
 */
public record CaptionedImage(long id, Sample image, List<String> captions) {}
