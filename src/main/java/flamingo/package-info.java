/** Flamingo Explorer: {@link flamingo.Launcher} opens the window or runs a command. */
package flamingo;
