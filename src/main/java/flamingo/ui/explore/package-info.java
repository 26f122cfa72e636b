/** The explore pane: a prompt of images and texts, its answer, and what went on in the model. */
package flamingo.ui.explore;
