/** The dataset pane: thumbnails that stream in, labels, search, broken files with their reasons. */
package flamingo.ui.dataset;
