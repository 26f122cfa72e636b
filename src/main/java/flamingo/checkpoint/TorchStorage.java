package flamingo.checkpoint;

/**
 * A reference to a storage of a PyTorch file.
 *
 * @param key name of its bytes within the archive
 */
record TorchStorage(PickleGlobal.Storage type, String key) {}
