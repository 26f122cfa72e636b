/**
 * One class a box of the Flamingo paper, their configuration records, weights and execution plan.
 */
package flamingo.model;
