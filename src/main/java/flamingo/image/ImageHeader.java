package flamingo.image;

/**
 * What a file says of its image before any pixel is decoded.
 *
 * @param width stored width in pixels, before any turning
 * @param height stored height in pixels
 * @param exif where an EXIF block lies in the file, or null; for TIFF the file is one
 */
record ImageHeader(ImageFormat format, long width, long height, FileSpan exif) {}
