/**
 * The slow, obvious operations on plain ND4J: the oracle that every faster engine is tested
 * against.
 */
package flamingo.tensor.nd4j;
