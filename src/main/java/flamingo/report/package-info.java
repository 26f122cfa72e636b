/** Measured rows as CSV and JSON. */
package flamingo.report;
