/** What a vision tower knows: a softmax layer on its frozen features. */
package flamingo.benchmark.probe;
