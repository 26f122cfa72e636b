/** What an image shows, in Mini Flamingo's words: captions, questions and their answers. */
package flamingo.dataset.content;
