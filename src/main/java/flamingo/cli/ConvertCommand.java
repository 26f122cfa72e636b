package flamingo.cli;

import flamingo.checkpoint.Converter;
import flamingo.checkpoint.PackedPrecision;
import flamingo.controller.ModelInspection;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code checkpoint convert SOURCE --out FILE --precision P}. */
@Command(
    name = "convert",
    description =
        "Pack a model into one safetensors file that --model takes, tensor by tensor. The file appears when it is complete.")
final class ConvertCommand implements Callable<Integer> {
  @Mixin private Console console;

  @Parameters(
      paramLabel = "SOURCE",
      description = "The folder of an OpenFlamingo, or a file or folder of one part of it.")
  private Path source;

  @Option(
      names = "--out",
      required = true,
      paramLabel = "FILE",
      description = "The .safetensors file to write; one of that name is replaced.")
  private Path out;

  @Option(
      names = "--precision",
      required = true,
      paramLabel = "P",
      description =
          "16-bit (BF16), or int8 (whole numbers with a scale a row; the embedding table BF16).")
  private String precision;

  @Override
  public Integer call() {
    ModelInspection.of(source).requireTokenizer();
    Converter.convert(source, out, PackedPrecision.named(precision), (tensor, number, all) -> {});
    long bytes = size(out);
    if (console.json()) {
      console.line(
          new JsonLine()
              .put("file", out.toString())
              .put("precision", precision)
              .put("bytes", bytes));
    } else {
      console.line("%s: %s, %s".formatted(out, Bytes.text(bytes), precision));
    }
    return ExitCode.OK;
  }

  private static long size(Path file) {
    try {
      return Files.size(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
