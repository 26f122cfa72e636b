package flamingo.dataset.shapes;

import flamingo.dataset.content.Picture;

/**
 * What one sample image shows.
 *
 * @param label its folder
 * @param name file name; the extension chooses the format
 */
record SampleScene(String label, String name, Picture picture) {}
