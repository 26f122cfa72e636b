/** Vision towers: images to visual features. */
package flamingo.model.vision;
