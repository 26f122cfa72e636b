package flamingo.ui.common;

import flamingo.optimization.Selection;

/** How the window names a plan. */
public final class PlanText {
  private PlanText() {}

  public static String of(Selection plan) {
    return plan.equals(Selection.NONE) ? Texts.text("optimization.plan.none") : plan.text();
  }
}
