/**
 * From image files to the pixels a model takes: hostile-safe decoding, orientation, preprocessing.
 */
package flamingo.image;
