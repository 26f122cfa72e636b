/** Labelled collections of images, streamed. */
package flamingo.dataset;
