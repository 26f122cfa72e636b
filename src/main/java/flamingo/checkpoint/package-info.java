/** Weight files into {@link flamingo.model.Weights}, and the verifier that runs golden fixtures. */
package flamingo.checkpoint;
