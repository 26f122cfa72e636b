/** The Shapes data set: figures drawn on the fly, the same for a seed on every machine. */
package flamingo.dataset.shapes;
