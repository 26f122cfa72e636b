/** The JavaFX window; a folder a pane. */
package flamingo.ui;
