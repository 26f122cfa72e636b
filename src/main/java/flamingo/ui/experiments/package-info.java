/** The experiments pane: which are made, how far they are, and their tables as they fill. */
package flamingo.ui.experiments;
