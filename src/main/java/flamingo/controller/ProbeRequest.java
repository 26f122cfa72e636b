package flamingo.controller;

import flamingo.dataset.ImageDataset;
import flamingo.optimization.Selection;

/**
 * What a linear probe is to learn, and by which plan images are encoded.
 *
 * @param training what it learns from; null where a part of {@code test} is kept back for testing
 * @param most training images at most
 * @param limit test images at most
 * @param seed of the choice of images
 */
public record ProbeRequest(
    ImageDataset training,
    ImageDataset test,
    int most,
    int limit,
    long seed,
    Selection selection) {}
