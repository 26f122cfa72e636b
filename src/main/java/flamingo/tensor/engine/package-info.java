/** Chooses and opens engines, and prepares the process for them. */
package flamingo.tensor.engine;
