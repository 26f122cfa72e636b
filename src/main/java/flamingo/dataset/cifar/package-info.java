/** CIFAR-10 from its official binary files. */
package flamingo.dataset.cifar;
