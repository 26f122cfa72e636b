/** Tokenizer and prompt template: text with places for images becomes token ids and back. */
package flamingo.text;
