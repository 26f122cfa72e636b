package flamingo;

import static com.tngtech.archunit.lang.conditions.ArchConditions.callMethod;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.ACCESS_STANDARD_STREAMS;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.beans.XMLDecoder;
import java.io.ObjectInputStream;

/** What no class of the program does, wherever it stands. */
@AnalyzeClasses(packages = "flamingo", importOptions = ImportOption.DoNotIncludeTests.class)
class HabitsTest {
  @ArchTest
  static final ArchRule ONLY_THE_COMMAND_LINE_PRINTS =
      noClasses()
          .that()
          .resideOutsideOfPackages("flamingo", "flamingo.cli..")
          .should(ACCESS_STANDARD_STREAMS)
          .because("standard output belongs to the command that runs; the rest logs or reports");

  @ArchTest
  static final ArchRule ONLY_THE_LAUNCHER_EXITS =
      noClasses()
          .that()
          .doNotBelongToAnyOf(Launcher.class)
          .should(callMethod(System.class, "exit", int.class))
          .orShould(callMethod(Runtime.class, "exit", int.class))
          .orShould(callMethod(Runtime.class, "halt", int.class))
          .because("a command returns its exit code, so that tests and the window outlive it");

  @ArchTest
  static final ArchRule NO_DESERIALISATION =
      noClasses()
          .should()
          .dependOnClassesThat()
          .areAssignableTo(ObjectInputStream.class)
          .orShould()
          .dependOnClassesThat()
          .areAssignableTo(XMLDecoder.class)
          .because("a file from outside must not choose which code runs");

  @ArchTest
  static final ArchRule NO_NETWORK =
      noClasses()
          .that()
          .haveNameNotMatching("flamingo\\.dataset\\.cifar\\.(ResumedDownload|ServerAnswer)")
          .should()
          .dependOnClassesThat()
          .haveNameMatching(
              "java\\.net\\.(http\\..*|Socket|ServerSocket|DatagramSocket|URLConnection|HttpURLConnection)")
          .because("the program reports to nobody, and fetches CIFAR-10 only, when it is asked to");

  @ArchTest
  static final ArchRule NO_CHILD_OF_A_SHELL =
      noClasses()
          .should()
          .callMethod(Runtime.class, "exec", String.class)
          .because("a command line in one string is split by rules that no file name respects");

  @ArchTest
  static final ArchRule STATE_IS_NOT_STATIC =
      fields()
          .that()
          .areStatic()
          .should()
          .beFinal()
          .because("two models, two windows or two tests must not share what either changes");
}
