/** The optimization pane, generated from the registry of optimizations. */
package flamingo.ui.optimization;
