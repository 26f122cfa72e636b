/** The choice of the model under study, and what lies in the files of one before it is loaded. */
package flamingo.ui.model;
