/** The benchmark pane: live latency of the baseline and the current plan, and what it costs. */
package flamingo.ui.benchmark;
