package flamingo;

import static com.tngtech.archunit.lang.conditions.ArchConditions.callMethod;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** What no test does. */
@AnalyzeClasses(packages = "flamingo", importOptions = ImportOption.OnlyIncludeTests.class)
class TestHabitsTest {
  @ArchTest
  static final ArchRule TESTS_DO_NOT_SLEEP =
      noClasses()
          .should(callMethod(Thread.class, "sleep", long.class))
          .because("a test waits for what must happen, not for a while");
}
