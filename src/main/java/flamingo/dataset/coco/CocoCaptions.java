package flamingo.dataset.coco;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import flamingo.dataset.DatasetException;
import flamingo.dataset.Sample;
import flamingo.image.ImageDecoder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Captions of one file: COCO's own, {@code captions_val2014.json}, or Karpathy's {@code
 * dataset_coco.json}, which says which images are for tests and which for examples.
 *
 * <pre>
 * COCO       {"images": [{"id", "file_name"}], "annotations": [{"image_id", "caption"}]}
 * Karpathy   {"images": [{"cocoid", "filename", "split", "sentences": [{"raw"}]}]}
 * </pre>
 *
 * @param tests images to be captioned
 * @param examples images that prompts may show; the tests themselves where the file has no parts
 * @see <a href="https://cocodataset.org/#format-results">COCO's formats</a>
 */
public record CocoCaptions(List<CaptionedImage> tests, List<CaptionedImage> examples) {
  private static final long LARGEST = 1L << 30;
  private static final String FILE_NAME = "[\\p{L}\\p{N}_ .-]+";
  private static final String FORMATS =
      "give captions_val2014.json of COCO, or dataset_coco.json of Karpathy's splits";
  private static final JsonMapper JSON = new JsonMapper();

  /**
   * Images that do not lie in the folder are left out.
   *
   * @throws DatasetException if the file cannot be read or is of another format, or none of its
   *     images is there
   */
  public static CocoCaptions read(Path captions, Path images) throws DatasetException {
    JsonNode root = parse(captions);
    JsonNode listed = root.path("images");
    if (!listed.isArray() || listed.isEmpty()) {
      throw new DatasetException(captions, "it lists no images", FORMATS);
    }
    CocoCaptions found =
        listed.get(0).has("sentences")
            ? karpathy(listed, images)
            : plain(listed, root.path("annotations"), images);
    if (found.tests.isEmpty()) {
      throw new DatasetException(
          images,
          "none of the %d images that %s lists and has captions of is there"
              .formatted(listed.size(), captions.getFileName()),
          "give the folder of the images themselves, for instance val2014");
    }
    return found;
  }

  private static JsonNode parse(Path file) throws DatasetException {
    try {
      if (Files.size(file) > LARGEST) {
        throw new DatasetException(file, "it is larger than 1 GiB", FORMATS);
      }
      return JSON.readTree(file.toFile());
    } catch (JsonProcessingException e) {
      throw new DatasetException(file, "it is not valid JSON", "download it again");
    } catch (IOException e) {
      throw new DatasetException(file, "it cannot be read", FORMATS);
    }
  }

  private static CocoCaptions plain(JsonNode listed, JsonNode annotations, Path folder) {
    Map<Long, List<String>> captions = new LinkedHashMap<>();
    for (JsonNode annotation : annotations) {
      String caption = annotation.path("caption").asText().strip();
      if (!caption.isEmpty()) {
        captions
            .computeIfAbsent(annotation.path("image_id").asLong(), id -> new ArrayList<>())
            .add(caption);
      }
    }
    List<CaptionedImage> all = new ArrayList<>();
    for (JsonNode image : listed) {
      long id = image.path("id").asLong();
      add(all, id, folder, image.path("file_name").asText(), captions.get(id));
    }
    return new CocoCaptions(all, all);
  }

  private static CocoCaptions karpathy(JsonNode listed, Path folder) {
    List<CaptionedImage> tests = new ArrayList<>();
    List<CaptionedImage> examples = new ArrayList<>();
    for (JsonNode image : listed) {
      List<String> captions = new ArrayList<>();
      image.path("sentences").forEach(each -> captions.add(each.path("raw").asText().strip()));
      captions.removeIf(String::isEmpty);
      String split = image.path("split").asText();
      if (split.equals("test") || split.equals("train")) {
        add(
            split.equals("test") ? tests : examples,
            image.path("cocoid").asLong(),
            folder,
            image.path("filename").asText(),
            captions);
      }
    }
    return new CocoCaptions(tests, examples.isEmpty() ? tests : examples);
  }

  private static void add(
      List<CaptionedImage> to, long id, Path folder, String name, List<String> captions) {
    if (captions == null || captions.isEmpty() || !name.matches(FILE_NAME)) {
      return;
    }
    Path file = place(folder, name);
    if (Files.isRegularFile(file)) {
      ImageDecoder decoder = ImageDecoder.asStored();
      Sample sample = new Sample(name, file, null, () -> decoder.decode(file));
      to.add(new CaptionedImage(id, sample, List.copyOf(captions)));
    }
  }

  /** In the folder, or in one below it that is named as COCO's archives are. */
  private static Path place(Path folder, String name) {
    Path direct = folder.resolve(name);
    if (Files.isRegularFile(direct)) {
      return direct;
    }
    return folder.resolve(name.contains("train") ? "train2014" : "val2014").resolve(name);
  }
}
