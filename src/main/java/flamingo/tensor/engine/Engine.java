package flamingo.tensor.engine;

import flamingo.tensor.EngineInfo;
import flamingo.tensor.TensorOps;

/** Operations, and what is to be told of them. */
public record Engine(TensorOps ops, EngineInfo info) {}
