/** Each inference optimization as one stateless class, and the registry of them. */
package flamingo.optimization;
