/** Measured rows as pictures. */
package flamingo.report.chart;
