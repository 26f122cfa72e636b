package flamingo.tensor.onednn;

import flamingo.tensor.AttentionSpec;
import flamingo.tensor.Span;
import java.util.ArrayList;
import java.util.List;

/**
 * Spans of one sample after the other whose queries and keys lie in the same places, so that one
 * product takes them all. Where some begin with later keys than others, the earlier ones are masked
 * for them.
 *
 * @param spans all with the same queries and keys
 */
record SpanGroup(List<Span> spans) {
  /** Scores of a group at most: as many as stay in a core's cache, 1 MB. */
  private static final long MOST_SCORES = 1 << 18;

  static SpanGroup of(Span span) {
    return new SpanGroup(List.of(span));
  }

  /** All spans, in their order. */
  static List<SpanGroup> of(List<Span> spans, AttentionSpec spec) {
    List<SpanGroup> groups = new ArrayList<>();
    int from = 0;
    int firstKey = 0;
    for (int i = 0; i < spans.size(); i++) {
      Span span = spans.get(i);
      int earlier = i == from ? span.keyFrom() : Math.min(firstKey, span.keyFrom());
      long scores =
          (long) (i + 1 - from) * spec.heads() * span.queries() * (span.keyTo() - earlier);
      if (i > from && (scores > MOST_SCORES || !follows(spans.get(i - 1), span))) {
        groups.add(aligned(spans.subList(from, i), firstKey));
        from = i;
        earlier = span.keyFrom();
      }
      firstKey = earlier;
    }
    groups.add(aligned(spans.subList(from, spans.size()), firstKey));
    return groups;
  }

  Span first() {
    return spans.get(0);
  }

  int samples() {
    return spans.size();
  }

  /** Some of the samples. */
  SpanGroup samples(int from, int to) {
    return new SpanGroup(spans.subList(from, to));
  }

  /** Whether all begin with the same key and none hides one that the others see. */
  boolean isUniform() {
    Span first = first().fromZero();
    return spans.stream().allMatch(span -> span.fromZero().equals(first));
  }

  /** A part of the queries, with the keys up to one. */
  SpanGroup part(int queryFrom, int queryTo, int keyTo) {
    return new SpanGroup(
        spans.stream()
            .map(span -> new Span(span.sample(), queryFrom, queryTo, span.keyFrom(), keyTo))
            .toList());
  }

  private static boolean follows(Span before, Span span) {
    boolean samePlaces =
        span.sample() == before.sample() + 1
            && span.queryFrom() == before.queryFrom()
            && span.queryTo() == before.queryTo()
            && span.keyTo() == before.keyTo();
    return samePlaces && span.branches() == null && before.branches() == null;
  }

  private static SpanGroup aligned(List<Span> spans, int firstKey) {
    return new SpanGroup(
        spans.stream()
            .map(span -> span.keyFrom() == firstKey ? span : from(span, firstKey))
            .toList());
  }

  private static Span from(Span span, int firstKey) {
    return new Span(
        span.sample(),
        span.queryFrom(),
        span.queryTo(),
        firstKey,
        span.keyTo(),
        span.seenFrom(),
        span.seenTo(),
        null);
  }
}
