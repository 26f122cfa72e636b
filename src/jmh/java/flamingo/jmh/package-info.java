/** Single operations timed by JMH, in fresh JVMs. */
package flamingo.jmh;
