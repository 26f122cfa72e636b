/** What the panes share: texts, number formats, FXML loading, remembered settings, errors shown. */
package flamingo.ui.common;
