/** The fast operations: oneDNN primitives on the memory of ND4J arrays, without copies. */
package flamingo.tensor.onednn;
