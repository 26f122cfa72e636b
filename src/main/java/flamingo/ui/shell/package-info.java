/** The frame around the panes: menus, toolbar, tabs, status bar, theme, drag and drop. */
package flamingo.ui.shell;
