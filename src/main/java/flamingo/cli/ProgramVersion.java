package flamingo.cli;

import flamingo.benchmark.Environment;
import picocli.CommandLine.IVersionProvider;

/** What {@code --version} prints. */
final class ProgramVersion implements IVersionProvider {
  @Override
  public String[] getVersion() {
    Environment environment = Environment.current();
    return new String[] {
      FlamingoCommand.NAME + " " + environment.appVersion(), "Java " + environment.java()
    };
  }
}
