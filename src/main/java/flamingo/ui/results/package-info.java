/** The results pane: a table of everything measured, and its export. */
package flamingo.ui.results;
