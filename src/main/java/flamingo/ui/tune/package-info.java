/** The dialog that finds the fastest plan within a budget of accuracy. */
package flamingo.ui.tune;
