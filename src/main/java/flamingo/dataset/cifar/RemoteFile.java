package flamingo.dataset.cifar;

import java.net.URI;

/**
 * A file of known content somewhere on the network.
 *
 * @param bytes its exact length
 * @param sha256 of its content, in small hexadecimal digits
 */
record RemoteFile(URI address, long bytes, String sha256) {
  String host() {
    return address.getHost();
  }
}
