package flamingo.checkpoint;

import java.util.List;

/**
 * A tensor of a PyTorch file: a view of a storage, which several tensors may share.
 *
 * @param storage key of the storage
 * @param storageType name of its Python class
 * @param type of its elements; null where the program has no such type
 * @param offset first element
 * @param shape empty for a scalar
 * @param strides in elements, one a dimension
 */
record TorchTensor(
    String storage,
    String storageType,
    StoredType type,
    long offset,
    List<Long> shape,
    List<Long> strides) {}
