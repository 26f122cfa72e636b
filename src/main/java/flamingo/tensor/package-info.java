/**
 * The dozen array operations that every model component is built of, by constructor; nothing here
 * knows Flamingo.
 */
package flamingo.tensor;
