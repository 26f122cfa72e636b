package flamingo.controller;

import flamingo.dataset.coco.CaptionedImage;

/**
 * What the model wrote of an image.
 *
 * @param text cut where a next prompt begins
 * @param score CIDEr-D against the captions of people, times 100
 */
public record ScoredCaption(CaptionedImage image, String text, double score) {}
