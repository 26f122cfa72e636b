/**
 * The verifier behind {@code verify}: runs golden fixtures, results of the reference
 * implementations, through the model's own components and both engines. It stands after {@code
 * generate} because it checks decoding too.
 */
package flamingo.verify;
