/** Measured rows as a report: tables beside the study's, sentences, and a folder of files. */
package flamingo.report.page;
