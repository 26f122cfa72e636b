package flamingo;

import static com.tngtech.archunit.base.DescribedPredicate.alwaysTrue;
import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.Architectures.LayeredArchitecture;
import flamingo.controller.ExperimentController.Experiment;
import flamingo.optimization.Description;
import flamingo.optimization.Preset;
import flamingo.optimization.Saving;
import flamingo.ui.common.RegistryText;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Which package may know which. */
@AnalyzeClasses(packages = "flamingo", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
  /** A package may use those before it, never those after it; a sub-package is part of its own. */
  private static final List<String> ORDER =
      List.of(
          "tensor",
          "text",
          "image",
          "model",
          "checkpoint",
          "generate",
          "verify",
          "optimization",
          "dataset",
          "benchmark",
          "report",
          "controller",
          "ui",
          "cli");

  private static final List<Class<?>> REGISTERED =
      List.of(Description.class, Preset.class, Saving.class, Experiment.class);

  private static final Set<String> WORDS =
      Set.of("name", "sentence", "explanation", "reason", "title");

  private static final String LAUNCHER = "Launcher";

  @ArchTest static final ArchRule PACKAGES_USE_ONLY_THOSE_BEFORE_THEM = order();

  @ArchTest
  static final ArchRule NO_PACKAGE_CYCLES =
      slices()
          .matching("flamingo.(**)")
          .should()
          .beFreeOfCycles()
          .because("packages that need each other can only be understood all at once");

  @ArchTest
  static final ArchRule PANES_DO_NOT_KNOW_EACH_OTHER =
      slices()
          .matching("flamingo.ui.(*)..")
          .should()
          .notDependOnEachOther()
          .ignoreDependency(resideInAPackage("flamingo.ui.shell.."), alwaysTrue())
          .ignoreDependency(alwaysTrue(), resideInAPackage("flamingo.ui.common.."))
          .because("a pane can be read, tested and replaced alone; the shell joins them");

  @ArchTest
  static final ArchRule ONLY_THE_WINDOW_USES_JAVAFX =
      noClasses()
          .that()
          .resideOutsideOfPackage("flamingo.ui..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("javafx..", "com.sun.javafx..", "atlantafx..", "org.controlsfx..")
          .because("everything but the window runs without a display");

  @ArchTest
  static final ArchRule THE_WINDOW_DOES_NOT_COMPUTE =
      noClasses()
          .that()
          .resideInAPackage("flamingo.ui..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.nd4j..", "org.bytedeco.dnnl..", "flamingo.model.layer..")
          .because("the engine has one thread of its own, behind the controllers");

  @ArchTest
  static final ArchRule VIEW_MODELS_DRAW_NOTHING =
      noClasses()
          .that()
          .haveSimpleNameEndingWith("ViewModel")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("javafx.scene..", "javafx.stage..", "javafx.fxml..")
          .because("what a pane does is tested without a window");

  @ArchTest
  static final ArchRule ENGINES_DO_NOT_KNOW_EACH_OTHER =
      slices()
          .matching("flamingo.tensor.(*)..")
          .should()
          .notDependOnEachOther()
          .ignoreDependency(resideInAPackage("flamingo.tensor.engine.."), alwaysTrue())
          .because("the reference judges the fast engine; only tensor.engine chooses between them");

  @ArchTest
  static final ArchRule ENGINES_COME_BY_CONSTRUCTOR =
      noClasses()
          .that()
          .resideOutsideOfPackage("flamingo.tensor..")
          .should()
          .dependOnClassesThat(
              resideInAnyPackage(
                  "flamingo.tensor.nd4j..", "flamingo.tensor.onednn..", "org.bytedeco.dnnl.."))
          .because("two engines run side by side in one process; Engines opens them");

  @ArchTest
  static final ArchRule REGISTRIES_SPEAK_THE_LANGUAGE_OF_THE_WINDOW =
      noClasses()
          .that()
          .resideInAPackage("flamingo.ui..")
          .and()
          .doNotHaveFullyQualifiedName(RegistryText.class.getName())
          .should()
          .accessTargetWhere(describe("words of a registry", ArchitectureTest::isWordOfARegistry))
          .because("RegistryText has the words in the language of the window");

  private static boolean isWordOfARegistry(JavaAccess<?> access) {
    return WORDS.contains(access.getName())
        && REGISTERED.stream().anyMatch(access.getTargetOwner()::isEquivalentTo);
  }

  private static LayeredArchitecture order() {
    LayeredArchitecture rule =
        layeredArchitecture()
            .consideringOnlyDependenciesInLayers()
            .layer(LAUNCHER)
            .definedBy("flamingo")
            .whereLayer(LAUNCHER)
            .mayNotBeAccessedByAnyLayer();
    for (String name : ORDER) {
      rule = rule.layer(name).definedBy("flamingo." + name + "..");
    }
    for (String name : ORDER) {
      rule = rule.whereLayer(name).mayOnlyBeAccessedByLayers(after(name));
    }
    return rule.ensureAllClassesAreContainedInArchitecture();
  }

  private static String[] after(String name) {
    List<String> after = ORDER.subList(ORDER.indexOf(name) + 1, ORDER.size());
    return Stream.concat(after.stream(), Stream.of(LAUNCHER)).toArray(String[]::new);
  }
}
