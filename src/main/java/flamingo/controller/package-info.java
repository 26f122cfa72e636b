/**
 * The layer between any front end and the model: one engine thread, progress, cancellation, run
 * state.
 */
package flamingo.controller;
