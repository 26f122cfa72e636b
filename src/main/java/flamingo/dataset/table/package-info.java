/** Tables that people put beside their images: CSV and JSON Lines, row by row. */
package flamingo.dataset.table;
