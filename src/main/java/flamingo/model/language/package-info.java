/** Language models with a key/value cache: MPT and GPT-NeoX kinds. */
package flamingo.model.language;
