package flamingo.train.run;

import java.util.Map;
import org.bytedeco.pytorch.Tensor;

/**
 * What a step computed.
 *
 * @param loss a single number with its graph
 * @param metrics numbers for the log, in its order
 * @param samples images or tokens that were read
 */
public record StepResult(Tensor loss, Map<String, Double> metrics, long samples) {}
