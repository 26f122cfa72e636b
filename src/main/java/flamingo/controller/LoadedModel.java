package flamingo.controller;

import flamingo.model.ModelLimits;
import flamingo.tensor.EngineInfo;

/**
 * The model under study.
 *
 * @param name as people call it
 * @param trained false where the weights are random and answers mean nothing
 * @param sha256 of the file of its weights; null where they are random
 * @param parameters how many weights
 * @param imageSize side of the square that its vision tower takes, in pixels
 * @param limits what a plan may ask of it
 * @param engine what runs it
 */
public record LoadedModel(
    String name,
    boolean trained,
    String sha256,
    long parameters,
    int imageSize,
    ModelLimits limits,
    EngineInfo engine) {}
