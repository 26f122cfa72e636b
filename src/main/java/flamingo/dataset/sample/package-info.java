/** Draws the sample images that come with the program. */
package flamingo.dataset.sample;
