/**
 * The layers that every tower is built of: normalised feed-forward, self-attention, cross-attention
 * to images, and the weights they read.
 */
package flamingo.model.layer;
