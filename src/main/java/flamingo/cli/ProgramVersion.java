package flamingo.cli;

import flamingo.benchmark.Environment;
import picocli.CommandLine.IVersionProvider;

/** What {@code --version} prints; asked at every start, so told without looking at the machine. */
final class ProgramVersion implements IVersionProvider {
  @Override
  public String[] getVersion() {
    return new String[] {
      FlamingoCommand.NAME + " " + Environment.program(), "Java " + Environment.javaVersion()
    };
  }
}
