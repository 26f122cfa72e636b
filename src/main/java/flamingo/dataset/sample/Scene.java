package flamingo.dataset.sample;

import java.util.List;

/**
 * What one sample image shows.
 *
 * @param label its folder
 * @param name file name; the extension chooses the format
 */
record Scene(String label, String name, Colour background, List<Item> items) {}
