/** From logits to text: greedy decoding and class ranking. */
package flamingo.generate;
