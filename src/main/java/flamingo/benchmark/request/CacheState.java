package flamingo.benchmark.request;

/** What a cache holds when a request comes. */
public enum CacheState {
  /** There is no cache. */
  NONE,
  /** Nothing: every image is seen for the first time. */
  COLD,
  /** The images of the request, as far as there is room for them. */
  WARM
}
